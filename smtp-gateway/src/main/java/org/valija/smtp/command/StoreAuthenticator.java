package org.valija.smtp.command;

import org.valija.line.sasl.Authenticator;
import org.valija.line.sasl.Credentials;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.ScramFirst;
import org.valija.mailbox.api.account.ScramProof;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;
import org.valija.smtp.state.User;

/**
 * Asks mailbox-service who a client is; each method throws {@link org.valija.mailbox.api.MailboxException} where it is not
 * who it says.
 *
 * @param clientAddress IP address
 */
record StoreAuthenticator(SessionsApi sessions, String clientAddress) implements Authenticator<User> {

    private static final String PROTOCOL = "smtp";

    @Override
    public User password(Credentials credentials) {
        var session = sessions.login(
                new Login(credentials.authenticationId(), credentials.password(), PROTOCOL, clientAddress));
        return user(session);
    }

    private static User user(UserSession session) {
        return new User(session.account(), session.address(), session.addresses(), session.subAddresses());
    }

    @Override
    public String challenge(String clientFirstMessageBare) {
        return sessions.challenge(new ScramFirst(clientFirstMessageBare, PROTOCOL, clientAddress))
                .serverFirstMessage();
    }

    @Override
    public Proven<User> prove(String clientFirstMessageBare, String clientFinalMessage) {
        var proved =
                sessions.prove(new ScramProof(clientFirstMessageBare, clientFinalMessage, PROTOCOL, clientAddress));
        return new Proven<>(user(proved.session()), proved.serverFinalMessage());
    }
}
