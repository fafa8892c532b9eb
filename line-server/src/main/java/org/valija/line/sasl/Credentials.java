package org.valija.line.sasl;

/**
 * Who a client says it is, and the secret that is to prove it.
 *
 * @param authorizationId whom it wants to act for; empty for itself
 * @param authenticationId whose password it is; not empty
 * @param password not empty
 */
public record Credentials(String authorizationId, String authenticationId, String password) {

    /** Without the password: credentials end up in logs by accident. */
    @Override
    public String toString() {
        return "Credentials[authorizationId=" + authorizationId + ", authenticationId=" + authenticationId + "]";
    }
}
