package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.NotAuthenticated;
import org.valija.imap.state.State;

/** A command that is valid until a user has logged in: RFC 9051, 6.2. */
public sealed interface CommandNonauth extends Command permits StartTls, Authenticate, Login {

    /** @return the state after it */
    State run(NotAuthenticated state, Responses out) throws IOException;
}
