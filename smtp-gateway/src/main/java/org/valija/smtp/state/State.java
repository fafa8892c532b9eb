package org.valija.smtp.state;

import java.util.Optional;

/** Where a session is. */
public sealed interface State permits Connected, Ready, MailTransaction, FailedTransaction, Closed {

    /** Who logged in; that lasts until the connection ends or TLS begins. */
    default Optional<User> user() {
        return Optional.empty();
    }
}
