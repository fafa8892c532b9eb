package org.valija.pop3.command;

import java.io.IOException;
import org.valija.pop3.state.OpenMaildrop;

/** What a session offers to the commands of the AUTHORIZATION state. */
public interface Entrance {

    /** Whether STLS is possible now. */
    boolean offersTls();

    /** Whether a password may be sent over this connection: it is encrypted, or does not leave the machine. */
    boolean takesPasswords();

    /** Sends a challenge of an authentication exchange and waits for the line that answers it. */
    String ask(String challenge) throws IOException;

    /**
     * The maildrop of a user; the session closes it.
     *
     * @throws org.valija.mailbox.api.MailboxException if user or password is wrong, or the maildrop can't be had
     */
    OpenMaildrop open(String user, String password);
}
