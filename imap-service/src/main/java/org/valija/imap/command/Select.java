package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.GivenName;
import org.valija.imap.parse.SelectParameters;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * SELECT opens a mailbox.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.3.1">RFC 3501, 6.3.1</a>
 */
public record Select(GivenName mailbox, SelectParameters parameters) implements CommandAuth {

    /** {@code "SELECT" SP mailbox [select-params]} */
    static Select read(Arguments in) {
        var select = new Select(in.sp().givenName(), SelectParameters.read(in));
        in.end();
        return select;
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        return new Opening(mailbox, false, parameters).run(state, out);
    }
}
