package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * SUBSCRIBE adds a name to those that the user wants to see.
 *
 * @param mailbox need not exist
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.7">RFC 9051, 6.3.7</a>
 */
public record Subscribe(MailboxName mailbox) implements CommandAuth {

    /** {@code "SUBSCRIBE" SP mailbox} */
    static Subscribe read(Arguments in) {
        var subscribe = new Subscribe(in.sp().mailbox().withoutTrailingDelimiter());
        in.end();
        return subscribe;
    }

    @Override
    public State run(Authenticated state, Responses out) {
        state.mailboxes().subscribe(mailbox);
        out.ok("SUBSCRIBE completed");
        return state;
    }
}
