package org.valija.line.sasl;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A mechanism that brings a password to the server, and therefore needs TLS. */
// Not yet: RFC 5802 and RFC 7677, SCRAM, which prove a password without sending it
public sealed interface SaslMechanism permits Plain, Login {

    /** All of them, the most wanted first, as they are to be announced. */
    List<SaslMechanism> ALL = List.of(new Plain(), new Login());

    /** As in AUTH and AUTHENTICATE: capital letters, digits, hyphens. */
    String name();

    /**
     * Asks the client for what it knows.
     *
     * @throws SaslException if it cancels or makes no sense; nothing is known of it then
     */
    Credentials authenticate(SaslExchange exchange) throws IOException, SaslException;

    /** @param name in any case */
    static Optional<SaslMechanism> named(String name) {
        return ALL.stream()
                .filter(mechanism -> mechanism.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
