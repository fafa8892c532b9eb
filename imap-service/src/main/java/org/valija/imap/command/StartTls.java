package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Capability;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.NotAuthenticated;
import org.valija.imap.state.State;

/**
 * STARTTLS encrypts the connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.2.1">RFC 9051, 6.2.1</a>
 */
public record StartTls() implements CommandNonauth {

    /** {@code "STARTTLS"} */
    static StartTls read(Arguments in) {
        in.end();
        return new StartTls();
    }

    @Override
    public State run(NotAuthenticated state, Responses out) throws IOException {
        if (!state.client().capabilities(state).contains(Capability.STARTTLS)) {
            out.bad(null, "TLS is not available, or is in use already");
            return state;
        }
        out.ok("Begin TLS negotiation now");
        // The go-ahead itself goes in the clear
        out.complete();
        state.client().startTls();
        return state;
    }
}
