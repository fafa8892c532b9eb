package org.valija.pop3.state;

import org.valija.line.sasl.Authenticator;
import org.valija.line.sasl.Credentials;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.ScramFirst;
import org.valija.mailbox.api.account.ScramProof;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;

/**
 * Asks mailbox-service who a client is; each method throws {@link org.valija.mailbox.api.MailboxException} where it is not
 * who it says.
 *
 * @param clientAddress IP address
 */
public record StoreAuthenticator(SessionsApi sessions, String clientAddress) implements Authenticator<UserSession> {

    private static final String PROTOCOL = "pop3";

    @Override
    public UserSession password(Credentials credentials) {
        return sessions.login(
                new Login(credentials.authenticationId(), credentials.password(), PROTOCOL, clientAddress));
    }

    @Override
    public String challenge(String clientFirstMessageBare) {
        return sessions.challenge(new ScramFirst(clientFirstMessageBare, PROTOCOL, clientAddress))
                .serverFirstMessage();
    }

    @Override
    public Proven<UserSession> prove(String clientFirstMessageBare, String clientFinalMessage) {
        var proved =
                sessions.prove(new ScramProof(clientFirstMessageBare, clientFinalMessage, PROTOCOL, clientAddress));
        return new Proven<>(proved.session(), proved.serverFinalMessage());
    }
}
