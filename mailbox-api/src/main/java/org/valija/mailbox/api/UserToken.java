package org.valija.mailbox.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The right to read and change what one user owns: short-lived, signed by mailbox-service, which hands it out on
 * successful authentication. As a parameter of the contract it travels in the {@code Authorization} header
 * ({@code Bearer}, RFC 6750), never in the URL or the body.
 *
 * @param value the compact form of a JSON Web Token (RFC 7519)
 */
public record UserToken(@JsonValue String value) {

    @JsonCreator
    public UserToken {}

    /** A token never shows in a log. */
    @Override
    public String toString() {
        return "UserToken[…]";
    }
}
