package org.valija.mailbox.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * An admin key: 256 random bits behind a word by which it is known where it was put by mistake.
 *
 * @param value what stands in the Authorization header
 */
record ApiKeySecret(String value) {

    static final String PREFIX = "valija_";
    private static final int OCTETS = 32;

    static ApiKeySecret random(SecureRandom random) {
        var octets = new byte[OCTETS];
        random.nextBytes(octets);
        return new ApiKeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    /** Nobody guesses 256 bits: no PBKDF2 is needed. */
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key never shows in a log. */
    @Override
    public String toString() {
        return "ApiKeySecret[…]";
    }
}
