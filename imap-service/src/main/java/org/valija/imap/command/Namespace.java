package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * NAMESPACE tells where the user's own mailboxes are: everywhere, as there are no others.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.10">RFC 9051, 6.3.10</a>
 */
public record Namespace() implements CommandAuth {

    /** {@code "NAMESPACE"} */
    static Namespace read(Arguments in) {
        in.end();
        return new Namespace();
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        out.untagged("NAMESPACE ((\"\" \"/\")) NIL NIL");
        out.ok("NAMESPACE completed");
        return state;
    }
}
