package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.GivenName;
import org.valija.imap.parse.SelectParameters;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * EXAMINE opens a mailbox in which nothing may be changed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.3.2">RFC 3501, 6.3.2</a>
 */
public record Examine(GivenName mailbox, SelectParameters parameters) implements CommandAuth {

    /** {@code "EXAMINE" SP mailbox [select-params]} */
    static Examine read(Arguments in) {
        var examine = new Examine(in.sp().givenName(), SelectParameters.read(in));
        in.end();
        return examine;
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        return new Opening(mailbox, true, parameters).run(state, out);
    }
}
