package org.valija.mailbox.login;

/**
 * Somebody tries to log in.
 *
 * @param clientAddress IP address of the user's client
 */
record Attempt(Username username, String protocol, String clientAddress) {

    String network() {
        return Network.of(clientAddress);
    }
}
