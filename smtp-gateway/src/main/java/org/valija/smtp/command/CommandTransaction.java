package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.State;

/** Allowed within a mail transaction. */
public sealed interface CommandTransaction extends Command permits Data, Rcpt {

    /** @return the state after it */
    State run(MailTransaction state, Conversation client) throws IOException;
}
