package org.valija.mailbox.mime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.MessageEnvelope;

/**
 * Which messages a message says that it belongs to.
 *
 * @param own its Message-ID with angle brackets; null if it has none
 * @param references of its ancestors, the oldest first: References, or else the first of In-Reply-To
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5256.html#section-3">RFC 5256, 3, REFERENCES</a>
 */
public record MessageIds(@Nullable String own, List<String> references) {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,990}>");
    /** Of a longer conversation the first is kept, which tells them apart, and the last, which are the nearest. */
    private static final int MOST = 50;

    static MessageIds of(HeaderFields header, MessageEnvelope envelope) {
        var own = all(envelope.messageId());
        var references = all(header.first("references"));
        if (references.isEmpty()) {
            var answered = all(envelope.inReplyTo());
            references = answered.isEmpty() ? answered : answered.subList(0, 1);
        }
        return new MessageIds(own.isEmpty() ? null : own.getFirst(), bounded(references));
    }

    /** The Message-ID of the message that the conversation began with, as far as this one tells; null if it tells nothing. */
    @Nullable
    String conversation() {
        return references.isEmpty() ? own : references.getFirst();
    }

    private static List<String> all(@Nullable String field) {
        var found = new LinkedHashSet<String>();
        var matcher = MESSAGE_ID.matcher(field == null ? "" : field);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return List.copyOf(found);
    }

    private static List<String> bounded(List<String> references) {
        if (references.size() <= MOST) {
            return references;
        }
        var some = new ArrayList<String>(MOST);
        some.add(references.getFirst());
        some.addAll(references.subList(references.size() - MOST + 1, references.size()));
        return List.copyOf(some);
    }
}
