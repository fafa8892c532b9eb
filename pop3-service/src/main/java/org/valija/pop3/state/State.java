package org.valija.pop3.state;

import org.jspecify.annotations.Nullable;

/** Where a session is: RFC 1939, 3. */
public sealed interface State {

    /**
     * The client has not said who it is, or not proved it.
     *
     * @param user what USER said; null before
     */
    record Authorization(@Nullable String user) implements State {}

    /** STLS was answered: what comes next is a TLS handshake, and then AUTHORIZATION as if nothing had been said. */
    record TlsNegotiation() implements State {}

    /** The client has the maildrop. */
    record Transaction(OpenMaildrop maildrop) implements State {}

    /** The client said QUIT in the TRANSACTION state: now, and only now, messages are deleted. */
    record Update(OpenMaildrop maildrop) implements State {}

    /** Over. */
    record Closed() implements State {}
}
