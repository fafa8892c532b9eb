package org.valija.imap.respond;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

    private static final byte[] NO_LITERAL = new byte[0];

    private final Responses out;
    private final ResponseLine line;
    private boolean first = true;
    /** Where the item begins that was written last. */
    private int itemStart;
    /** Told what never changes; null if nobody wants to know. */
    private ItemTexts.@Nullable Builder remembered;

    public FetchResponse(Responses out, int sequenceNumber) {
        this.out = out;
        this.line = out.line();
        line.raw("* ").number(sequenceNumber).raw(" FETCH (");
    }

    /** From now on, what is written of items that last is added to that. */
    public void remember(ItemTexts.Builder texts) {
        remembered = texts;
    }

    /** An item as it was told before. */
    public void item(ItemTexts.Reader texts) throws IOException {
        sp();
        line.raw(texts.response());
        var literal = texts.literal();
        if (literal.length > 0) {
            out.untagged(line);
            out.content().write(literal);
        }
    }

    /** An item without content, which must have been asked for. */
    public void item(Item item, Message message, boolean recent) {
        write(item, message, recent);
        if (item.lasts()) {
            remember(NO_LITERAL);
        }
    }

    private void remember(byte[] literal) {
        var texts = remembered;
        if (texts == null) {
            return;
        }
        if (texts.isFullBy(line.length() - itemStart + literal.length)) {
            remembered = null;
        } else {
            texts.add(line.from(itemStart), literal);
        }
    }

    /** What was written since {@link #remember(ItemTexts.Builder)}; null if it was too much, or not wanted. */
    public @Nullable ItemTexts texts() {
        return remembered == null ? null : remembered.build();
    }

    private void write(Item item, Message message, boolean recent) {
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
            case SAVEDATE -> begin("SAVEDATE").raw(dateTime(Objects.requireNonNull(message.saveDate())));
            case EMAILID -> objectId("EMAILID", message.emailId());
            case THREADID -> objectId("THREADID", message.threadId());
            case PREVIEW -> begin("PREVIEW").string(Objects.requireNonNullElse(message.preview(), ""));
            case PREVIEW_LAZY -> begin("PREVIEW").nstring(message.preview());
        }
    }

    /** RFC 8474, 5.3. */
    private void objectId(String name, @Nullable String id) {
        var item = begin(name);
        if (id == null) {
            item.raw("NIL");
        } else {
            item.raw('(').raw(id).raw(')');
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

    public void number(String name, long number) {
        begin(name).number(number);
    }

    /** There is no such part in the message. */
    public void nil(String name) {
        begin(name).raw("NIL");
        remember(NO_LITERAL);
    }

    /**
     * Content, as a literal, or as a literal8 where it has an octet NUL: RFC 3516, 4.3.
     *
     * @param size octets that the stream has
     */
    public void content(String name, long size, boolean hasNul, InputStream content) throws IOException {
        begin(name).raw(hasNul ? "~" : "").literalHead(size);
        if (remembered == null || remembered.isFullBy(line.length() - itemStart + size)) {
            remembered = null;
            out.untagged(line);
            content.transferTo(out.content());
        } else {
            var literal = content.readNBytes((int) size);
            if (literal.length < size) {
                throw new EOFException("content broke off");
            }
            remember(literal);
            out.untagged(line);
            out.content().write(literal);
        }
    }

    /** Sends the response, but for one without items, which can't be written. */
    public void end() throws IOException {
        if (first) {
            return;
        }
        out.untagged(line.raw(')').crlf());
    }

    private ResponseLine begin(String name) {
        sp();
        itemStart = line.length();
        return line.raw(name).sp();
    }

    private void sp() {
        if (!first) {
            line.sp();
        }
        first = false;
    }

    private static String dateTime(Instant instant) {
        return '"' + DATE_TIME.format(instant) + '"';
    }
}
