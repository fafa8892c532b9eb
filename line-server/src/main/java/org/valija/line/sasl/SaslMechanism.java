package org.valija.line.sasl;

import java.io.IOException;

/** A way to say who one is and to prove it, as one connection offers it. */
public sealed interface SaslMechanism permits Plain, Login, Scram {

    /** As in AUTH and AUTHENTICATE: capital letters, digits, hyphens. */
    String name();

    /**
     * Asks the client for what it knows, and the authenticator whether that is right.
     *
     * @return what the authenticator gave
     * @throws SaslException if the client cancels, makes no sense or may not; nothing is known of it then
     */
    <S> S authenticate(SaslExchange exchange, Authenticator<S> authenticator) throws IOException, SaslException;

    /**
     * Nobody acts for anybody else here.
     *
     * @param authorizationId whom the client wants to act for; empty for itself
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4422.html#section-3.4.1">RFC 4422, 3.4.1</a>
     */
    static void requireSelf(String authorizationId, String authenticationId) throws SaslException {
        if (!authorizationId.isEmpty() && !authorizationId.equalsIgnoreCase(authenticationId)) {
            throw new SaslException.Refused("acting for another user is not offered");
        }
    }
}
