package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * UNSUBSCRIBE takes a name from those that the user wants to see.
 *
 * @param mailbox need not exist
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.8">RFC 9051, 6.3.8</a>
 */
public record Unsubscribe(MailboxName mailbox) implements CommandAuth {

    /** {@code "UNSUBSCRIBE" SP mailbox} */
    static Unsubscribe read(Arguments in) {
        var unsubscribe = new Unsubscribe(in.sp().mailbox().withoutTrailingDelimiter());
        in.end();
        return unsubscribe;
    }

    @Override
    public State run(Authenticated state, Responses out) {
        state.mailboxes().unsubscribe(mailbox);
        out.ok("UNSUBSCRIBE completed");
        return state;
    }
}
