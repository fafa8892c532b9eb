package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Client;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;

/**
 * NOOP does nothing, which is an occasion to tell what others did.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.1.2">RFC 9051, 6.1.2</a>
 */
public record Noop() implements CommandAny {

    /** {@code "NOOP"} */
    static Noop read(Arguments in) {
        in.end();
        return new Noop();
    }

    @Override
    public State run(State state, Client client, Responses out) {
        if (state instanceof Selected) {
            client.watch().lookAgain();
        }
        out.ok("NOOP completed");
        return state;
    }
}
