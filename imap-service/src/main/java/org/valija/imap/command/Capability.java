package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Client;
import org.valija.imap.state.State;

/**
 * CAPABILITY tells what we can do in the present state.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.1.1">RFC 9051, 6.1.1</a>
 */
public record Capability() implements CommandAny {

    /** {@code "CAPABILITY"} */
    static Capability read(Arguments in) {
        in.end();
        return new Capability();
    }

    @Override
    public State run(State state, Client client, Responses out) throws IOException {
        out.capabilities(client.capabilities(state));
        out.ok("CAPABILITY completed");
        return state;
    }
}
