package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Client;
import org.valija.imap.state.LoggedOut;
import org.valija.imap.state.State;

/**
 * LOGOUT ends the session.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.1.3">RFC 9051, 6.1.3</a>
 */
public record Logout() implements CommandAny {

    /** {@code "LOGOUT"} */
    static Logout read(Arguments in) {
        in.end();
        return new Logout();
    }

    @Override
    public State run(State state, Client client, Responses out) throws IOException {
        out.bye(null, "Logging out");
        out.ok("LOGOUT completed");
        return new LoggedOut();
    }
}
