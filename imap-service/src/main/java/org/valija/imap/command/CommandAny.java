package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Client;
import org.valija.imap.state.State;

/** A command that is valid in all states: RFC 9051, 6.1. */
public sealed interface CommandAny extends Command permits Capability, Noop, Logout, Id {

    /** @return the state after it */
    State run(State state, Client client, Responses out) throws IOException;
}
