package org.valija.imap.state;

import org.valija.line.sasl.Authenticator;
import org.valija.line.sasl.Credentials;
import org.valija.mailbox.api.account.UserSession;

/** Nobody has logged in yet: RFC 9051, 3.1. */
public record NotAuthenticated(Client client, Store store) implements State {

    /**
     * Finds out whether the password is right.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotAuthenticated if it is not
     */
    public Authenticated login(String address, String password) {
        return authenticated(authenticator().password(new Credentials(address, password)));
    }

    /** Says whether a client is who it says. */
    public Authenticator<UserSession> authenticator() {
        return new StoreAuthenticator(store.sessions(), client.address().getHostAddress());
    }

    /** The state of a user who has logged in. */
    public Authenticated authenticated(UserSession session) {
        var user = new User(store, session);
        client.watch().follow(user);
        return new Unselected(client, user);
    }
}
