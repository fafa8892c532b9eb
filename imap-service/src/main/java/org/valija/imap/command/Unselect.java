package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;

/**
 * UNSELECT leaves the mailbox as it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.2">RFC 9051, 6.4.2</a>
 */
public record Unselect() implements CommandSelect {

    /** {@code "UNSELECT"} */
    static Unselect read(Arguments in) {
        in.end();
        return new Unselect();
    }

    @Override
    public State run(Selected state, Responses out) {
        out.ok("UNSELECT completed");
        return state.unselect();
    }
}
