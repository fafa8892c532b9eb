package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.state.Ready;
import org.valija.smtp.state.State;

/** Allowed once the client has introduced itself, and outside of a mail transaction. */
public sealed interface CommandReady extends Command permits Auth, Mail, StartTls {

    /** @return the state after it */
    State run(Ready state, Conversation client) throws IOException;
}
