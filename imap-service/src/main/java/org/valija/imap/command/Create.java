package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * CREATE makes an empty mailbox, and any parents it lacks.
 *
 * @param mailbox the full name, its levels separated by "/"
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.4">RFC 9051, 6.3.4</a>
 */
public record Create(MailboxName mailbox) implements CommandAuth {

    /** {@code "CREATE" SP mailbox} */
    static Create read(Arguments in) {
        var create = new Create(in.sp().mailbox().withoutTrailingDelimiter());
        in.end();
        return create;
    }

    @Override
    public State run(Authenticated state, Responses out) {
        // INBOX exists for every user, whatever its case: RFC 9051, 5.1
        if (mailbox.isInbox()) {
            out.no(ResponseCode.ALREADYEXISTS, "INBOX is always there");
            return state;
        }
        state.mailboxes().create(mailbox);
        out.ok("CREATE completed");
        return state;
    }
}
