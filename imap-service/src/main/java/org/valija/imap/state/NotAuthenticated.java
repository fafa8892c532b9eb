package org.valija.imap.state;

import org.valija.mailbox.api.account.Login;

/** Nobody has logged in yet: RFC 9051, 3.1. */
public record NotAuthenticated(Client client, Store store) implements State {

    /**
     * Finds out whether the password is right.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotAuthenticated if it is not
     */
    public Authenticated login(String address, String password) {
        var login = new Login(address, password, "imap", client.address().getHostAddress());
        var user = new User(store, store.sessions().login(login));
        client.watch().follow(user);
        return new Unselected(client, user);
    }
}
