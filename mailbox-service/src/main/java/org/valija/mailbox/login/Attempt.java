package org.valija.mailbox.login;

import org.valija.mailbox.api.account.Protocol;

/**
 * Somebody tries to log in.
 *
 * @param clientAddress IP address of the user's client
 */
record Attempt(Username username, Protocol protocol, String clientAddress) {

    String network() {
        return Network.of(clientAddress);
    }
}
