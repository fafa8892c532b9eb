package org.valija.mailbox.mime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.api.message.MessageEnvelope;

/**
 * What the store keeps of a message besides its octets.
 *
 * @param size octets
 * @param headerSize octets up to and with the first empty line
 * @param sentDay the day of the Date field as it is written there; null if it has none to be understood
 * @param sentAt the moment that the Date field means; null likewise
 * @param deliveredTo the values of its Delivered-To fields, the newest first
 * @param subject decoded and folded; null if there is none, and so the others
 * @param from addresses as a text to search in, "name &lt;mailbox@host&gt;" with commas between
 */
public record ParsedMessage(
        long size,
        int headerSize,
        MessageEnvelope envelope,
        BodyPart structure,
        @Nullable LocalDate sentDay,
        @Nullable Instant sentAt,
        List<String> deliveredTo,
        MessageIds ids,
        SortKeys sortKeys,
        @Nullable String subject,
        @Nullable String from,
        @Nullable String to,
        @Nullable String cc,
        @Nullable String bcc) {

    /** See {@link MessageIds#conversation}. */
    public @Nullable String conversation() {
        return ids.conversation();
    }

    static ParsedMessage of(ParsedPart root, long size) {
        var envelope = root.envelope();
        if (envelope == null) {
            throw new IllegalArgumentException("the outermost part is a message");
        }
        var date = SentDate.parse(envelope.date());
        return new ParsedMessage(
                size,
                Math.toIntExact(root.part().bodyOffset()),
                envelope,
                root.part(),
                date == null ? null : date.day(),
                date == null ? null : date.moment(),
                root.header().all("delivered-to"),
                MessageIds.of(root.header(), envelope),
                SortKeys.of(envelope),
                folded(HeaderText.decoded(envelope.subject())),
                folded(EnvelopeReader.text(envelope.from())),
                folded(EnvelopeReader.text(envelope.to())),
                folded(EnvelopeReader.text(envelope.cc())),
                folded(EnvelopeReader.text(envelope.bcc())));
    }

    private static @Nullable String folded(@Nullable String text) {
        return text == null ? null : Casemap.fold(text);
    }
}
