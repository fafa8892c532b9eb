package org.valija.smtp.state;

import java.util.Optional;

/** Where a session is. */
public sealed interface State permits Connected, Ready, MailTransaction, FailedTransaction, Closed {

    /** Whether the client knows what we offer, as it said EHLO. */
    default boolean isExtended() {
        return switch (this) {
            case Ready s -> s.helo().extended();
            case MailTransaction s -> s.ready().helo().extended();
            case FailedTransaction s -> s.ready().helo().extended();
            case Connected _, Closed _ -> false;
        };
    }

    /** Who logged in; that lasts until the connection ends or TLS begins. */
    default Optional<User> user() {
        return Optional.empty();
    }
}
