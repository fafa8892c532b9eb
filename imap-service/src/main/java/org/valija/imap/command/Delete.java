package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * DELETE removes a mailbox and its messages; those below it stay.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.5">RFC 9051, 6.3.5</a>
 */
public record Delete(MailboxName mailbox) implements CommandAuth {

    /** {@code "DELETE" SP mailbox} */
    static Delete read(Arguments in) {
        var delete = new Delete(in.sp().mailbox());
        in.end();
        return delete;
    }

    @Override
    public State run(Authenticated state, Responses out) {
        if (mailbox.isInbox()) {
            out.no(ResponseCode.CANNOT, "INBOX can't be deleted");
            return state;
        }
        state.mailboxes().delete(mailbox);
        out.ok("DELETE completed");
        return state;
    }
}
