package org.valija.line.sasl;

/**
 * Who a client says it is, and the secret that is to prove it.
 *
 * @param authenticationId whose password it is; not empty
 * @param password not empty
 */
public record Credentials(String authenticationId, String password) {

    /** Without the password: credentials end up in logs by accident. */
    @Override
    public String toString() {
        return "Credentials[authenticationId=" + authenticationId + "]";
    }
}
