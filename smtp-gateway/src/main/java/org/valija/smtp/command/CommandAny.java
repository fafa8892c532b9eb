package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.state.State;

/** Allowed at any time. */
public sealed interface CommandAny extends Command permits Bdat, Ehlo, Expn, Helo, Help, Lhlo, Noop, Quit, Rset, Vrfy {

    /** @return the state after it */
    State run(State state, Conversation client) throws IOException;
}
