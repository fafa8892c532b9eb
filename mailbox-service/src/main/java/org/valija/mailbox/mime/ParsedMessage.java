package org.valija.mailbox.mime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
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
 * @param conversation the Message-ID of the message that the conversation began with, as far as this one tells; null if it
 *     tells nothing
 * @param subject decoded
 * @param from decoded, as a text to search in; null if there is none, and so the others
 */
public record ParsedMessage(
        long size,
        int headerSize,
        MessageEnvelope envelope,
        BodyPart structure,
        @Nullable LocalDate sentDay,
        @Nullable Instant sentAt,
        @Nullable String conversation,
        @Nullable String subject,
        @Nullable String from,
        @Nullable String to,
        @Nullable String cc,
        @Nullable String bcc) {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,990}>");

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
                conversation(root.header(), envelope),
                HeaderText.decoded(envelope.subject()),
                EnvelopeReader.text(envelope.from()),
                EnvelopeReader.text(envelope.to()),
                EnvelopeReader.text(envelope.cc()),
                EnvelopeReader.text(envelope.bcc()));
    }

    /** The first of References is where it began: RFC 5322, 3.6.4. */
    private static @Nullable String conversation(HeaderFields header, MessageEnvelope envelope) {
        for (var text :
                new @Nullable String[] {header.first("references"), envelope.inReplyTo(), envelope.messageId()}) {
            var matcher = MESSAGE_ID.matcher(text == null ? "" : text);
            if (matcher.find()) {
                return matcher.group();
            }
        }
        return null;
    }
}
