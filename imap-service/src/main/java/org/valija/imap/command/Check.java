package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;

/**
 * CHECK is NOOP here: all is on disk already.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.4.1">RFC 3501, 6.4.1</a>
 */
public record Check() implements CommandSelect {

    /** {@code "CHECK"} */
    static Check read(Arguments in) {
        in.end();
        return new Check();
    }

    @Override
    public State run(Selected state, Responses out) {
        state.client().watch().lookAgain();
        out.ok("CHECK completed");
        return state;
    }
}
