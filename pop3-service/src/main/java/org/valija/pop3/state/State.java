package org.valija.pop3.state;

import org.jspecify.annotations.Nullable;

/** Where a session is: RFC 1939, 3. */
public sealed interface State {

    /**
     * The client has not said who it is, or not proved it.
     *
     * @param user what USER said; null before
     * @param utf8 whether the client said UTF8
     */
    record Authorization(@Nullable String user, boolean utf8) implements State {

        /** Nothing has been said. */
        public static final Authorization START = new Authorization(null, false);

        /** The same client, which has to say again who it is. */
        public Authorization withoutUser() {
            return new Authorization(null, utf8);
        }
    }

    /** STLS was answered: what comes next is a TLS handshake, and then AUTHORIZATION as if nothing had been said. */
    record TlsNegotiation() implements State {}

    /** The client has the maildrop. */
    record Transaction(OpenMaildrop maildrop) implements State {}

    /** The client said QUIT in the TRANSACTION state: now, and only now, messages are deleted. */
    record Update(OpenMaildrop maildrop) implements State {}

    /** Over. */
    record Closed() implements State {}
}
