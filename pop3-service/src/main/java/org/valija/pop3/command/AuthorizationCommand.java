package org.valija.pop3.command;

import java.io.IOException;
import org.valija.pop3.state.State;

/** A command of the AUTHORIZATION state. */
public sealed interface AuthorizationCommand extends Command permits Stls, Utf8, User, Pass, Auth {

    /** @throws IOException if the client is gone */
    Step run(State.Authorization state, Entrance entrance) throws IOException;
}
