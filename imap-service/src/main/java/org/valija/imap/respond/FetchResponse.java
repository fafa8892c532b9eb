package org.valija.imap.respond;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.valija.imap.parse.FetchAttribute.Item;
import org.valija.mailbox.api.message.Message;

/**
 * {@code "*" SP nz-number SP "FETCH" SP msg-att}: what was asked for of one message, item by item as it comes, so that
 * content of any size passes through.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-7.5.2">RFC 9051, 7.5.2</a>
 */
public final class FetchResponse {

    /** {@code date-time}, its day two characters wide. */
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern(
                    "ppd-MMM-uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Responses out;
    private final ResponseLine line;
    private boolean first = true;

    public FetchResponse(Responses out, int sequenceNumber) {
        this.out = out;
        this.line = out.line();
        line.raw("* ").number(sequenceNumber).raw(" FETCH (");
    }

    /** An item without content, which must have been asked for. */
    public void item(Item item, Message message, boolean recent) {
        switch (item) {
            case UID -> uid(message.uid().value());
            case MODSEQ -> modseq(message.modseq());
            case FLAGS -> flags(FlagsText.of(Objects.requireNonNull(message.flags()), recent));
            case INTERNALDATE -> begin("INTERNALDATE").raw(dateTime(Objects.requireNonNull(message.internalDate())));
            case RFC822_SIZE -> begin("RFC822.SIZE").number(Objects.requireNonNull(message.size()));
            case ENVELOPE -> EnvelopeText.write(Objects.requireNonNull(message.envelope()), begin("ENVELOPE"));
            case BODY -> BodyStructureText.write(Objects.requireNonNull(message.structure()), false, begin("BODY"));
            case BODYSTRUCTURE ->
                BodyStructureText.write(Objects.requireNonNull(message.structure()), true, begin("BODYSTRUCTURE"));
        }
    }

    public void uid(long uid) {
        begin("UID").number(uid);
    }

    /** RFC 7162, 3.1.4.2. */
    public void modseq(long modseq) {
        begin("MODSEQ").raw('(').number(modseq).raw(')');
    }

    /** @param flagList with its parentheses */
    public void flags(String flagList) {
        begin("FLAGS").raw(flagList);
    }

    /** There is no such part in the message. */
    public void nil(String name) {
        begin(name).raw("NIL");
    }

    /**
     * Content, as a literal.
     *
     * @param size octets that the stream has
     */
    public void content(String name, long size, InputStream content) throws IOException {
        begin(name).literalHead(size);
        out.untagged(line);
        content.transferTo(out.content());
    }

    public void end() throws IOException {
        out.untagged(line.raw(')').crlf());
    }

    private ResponseLine begin(String name) {
        if (!first) {
            line.sp();
        }
        first = false;
        return line.raw(name).sp();
    }

    private static String dateTime(Instant instant) {
        return '"' + DATE_TIME.format(instant) + '"';
    }
}
