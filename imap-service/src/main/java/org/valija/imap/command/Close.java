package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;

/**
 * CLOSE removes the messages that have the flag deleted, says nothing of it, and leaves the mailbox.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.1">RFC 9051, 6.4.1</a>
 */
public record Close() implements CommandSelect {

    /** {@code "CLOSE"} */
    static Close read(Arguments in) {
        in.end();
        return new Close();
    }

    @Override
    public State run(Selected state, Responses out) {
        var mailbox = state.mailbox();
        if (!mailbox.isReadOnly() && !mailbox.uids().isEmpty()) {
            state.messages().expunge(mailbox.upToLast());
        }
        out.ok("CLOSE completed");
        return state.unselect();
    }
}
