package org.valija.smtp.data;

import java.time.Instant;
import java.util.Set;
import org.valija.smtp.data.RefusedContentException.Fault;
import org.valija.smtp.state.User;

/**
 * What a submission server does to the header that a user's program made: adds what must be there, takes out what the
 * recipients must not see, and lets nobody write in another's name. Everything else stays as it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6409.html#section-8">RFC 6409, 8</a>
 */
record SubmittedHeader(Header header) {

    /** Who wrote the message, and who sent it or sent it again: RFC 5322, 3.6.2 and 3.6.6. */
    private static final Set<String> AUTHORS = Set.of("from", "sender", "resent-from", "resent-sender");

    /** RFC 5322, 3.6.3. */
    private static final Set<String> BLIND_COPIES = Set.of("bcc", "resent-bcc");

    /**
     * Looks at all addresses that recipients are shown as where the message is from.
     *
     * @throws RefusedContentException if one of them is not the user's: RFC 6409, 6.1
     */
    void requireOwn(User user) throws RefusedContentException {
        for (var field : header.fields()) {
            if (AUTHORS.contains(field.name()) && !header.addresses(field).allMatch(user::mayUse)) {
                throw new RefusedContentException(Fault.NOT_YOUR_ADDRESS);
            }
        }
    }

    /** The fields that are to be put in front, for those that a program left out. */
    String missing(Trace trace, Instant at) {
        return (header.has("date") ? "" : "Date: " + Trace.DATE_TIME.format(at) + "\r\n")
                + (header.has("message-id") ? "" : trace.messageId(at))
                + (header.has("mime-version") ? "" : "MIME-Version: 1.0\r\n");
    }

    /** The octets of the header, and what follows it, without blind copies. */
    byte[] withoutBlindCopies() {
        return header.without(field -> BLIND_COPIES.contains(field.name()));
    }
}
