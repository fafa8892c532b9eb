package org.valija.imap.respond;

import java.util.List;
import org.valija.mailbox.api.message.MessageEnvelope;
import org.valija.mailbox.api.message.MessageEnvelope.Address;

/**
 * {@code envelope}, the header of a message in ten fields.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-7.5.2">RFC 9051, 7.5.2</a>
 */
final class EnvelopeText {

    private EnvelopeText() {}

    /** {@code "(" date SP subject SP from SP sender SP reply-to SP to SP cc SP bcc SP in-reply-to SP message-id ")"} */
    static void write(MessageEnvelope envelope, ResponseLine out) {
        out.raw('(').nstring(envelope.date()).sp().nstring(envelope.subject()).sp();
        addresses(envelope.from(), out);
        addresses(envelope.sender(), out);
        addresses(envelope.replyTo(), out);
        addresses(envelope.to(), out);
        addresses(envelope.cc(), out);
        addresses(envelope.bcc(), out);
        out.nstring(envelope.inReplyTo()).sp().nstring(envelope.messageId()).raw(')');
    }

    private static void addresses(List<Address> addresses, ResponseLine out) {
        if (addresses.isEmpty()) {
            out.raw("NIL ");
            return;
        }
        out.raw('(');
        for (var address : addresses) {
            // The second field is the source route, which has been obsolete for longer than IMAP is old
            out.raw('(').nstring(address.name()).raw(" NIL ").nstring(address.mailbox());
            out.sp().nstring(address.host()).raw(')');
        }
        out.raw(") ");
    }
}
