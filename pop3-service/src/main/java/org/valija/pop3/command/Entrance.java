package org.valija.pop3.command;

import java.io.IOException;
import java.util.Optional;
import org.valija.line.sasl.Authenticator;
import org.valija.line.sasl.SaslMechanisms;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.maildrop.MaildropLimits;
import org.valija.pop3.state.OpenMaildrop;

/** What a session offers to the commands of the AUTHORIZATION state. */
public interface Entrance {

    /** Whether STLS is possible now. */
    boolean offersTls();

    /** Whether a password may be sent over this connection: it is encrypted, or does not leave the machine. */
    boolean takesPasswords();

    /** What holds for maildrops at worst; empty as long as nobody knows. */
    Optional<MaildropLimits> limits();

    /** How a client may prove who it is by AUTH. */
    SaslMechanisms mechanisms();

    /** Says whether it is right. */
    Authenticator<UserSession> authenticator();

    /** Sends a challenge of an authentication exchange and waits for the line that answers it. */
    String ask(String challenge) throws IOException;

    /**
     * The maildrop of a user who has logged in; the session closes it.
     *
     * @throws org.valija.mailbox.api.MailboxException if the maildrop can't be had
     */
    OpenMaildrop open(UserSession user);
}
