package org.valija.mailbox.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a password: enough to check it, in the clear or by SCRAM-SHA-256, and too little to log in with.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-3">RFC 5802, 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7677.html">RFC 7677, SCRAM-SHA-256</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with equals
public record ScramVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {

    private static final String HMAC = "HmacSHA256";
    private static final int SALT_OCTETS = 16;
    private static final int KEY_BITS = 256;

    /** With a new salt. */
    public static ScramVerifier of(Password password, int iterations, SecureRandom random) {
        var salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return of(password, iterations, salt);
    }

    /** With a salt that is known already. */
    public static ScramVerifier of(Password password, int iterations, byte[] salt) {
        try {
            var salted = saltedPassword(password, salt, iterations);
            return new ScramVerifier(iterations, salt, storedKey(salted), hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That of nobody's password: checking it takes as long as any other, and none matches. */
    public static ScramVerifier ofNobody(int iterations, SecureRandom random) {
        var octets = new byte[SALT_OCTETS + 2 * KEY_BITS / 8];
        random.nextBytes(octets);
        int keys = SALT_OCTETS + KEY_BITS / 8;
        return new ScramVerifier(
                iterations,
                Arrays.copyOf(octets, SALT_OCTETS),
                Arrays.copyOfRange(octets, SALT_OCTETS, keys),
                Arrays.copyOfRange(octets, keys, octets.length));
    }

    /** Whether this is the password; takes as long either way. */
    public boolean matches(Password password) {
        try {
            return MessageDigest.isEqual(storedKey, storedKey(saltedPassword(password, salt, iterations)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether a client's proof is right, which only who knows the password can make: {@code ClientProof := ClientKey XOR
     * ClientSignature}.
     *
     * @param authMessage the messages of the exchange, joined by commas
     */
    public boolean isProvedBy(String authMessage, byte[] clientProof) {
        try {
            var clientKey = hmac(storedKey, authMessage);
            if (clientProof.length != clientKey.length) {
                return false;
            }
            for (int i = 0; i < clientKey.length; i++) {
                clientKey[i] ^= clientProof[i];
            }
            return MessageDigest.isEqual(storedKey, sha256(clientKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code ServerSignature := HMAC(ServerKey, AuthMessage)} */
    public byte[] serverSignature(String authMessage) {
        try {
            return hmac(serverKey, authMessage);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code SaltedPassword := Hi(Normalize(password), salt, i)} */
    private static byte[] saltedPassword(Password password, byte[] salt, int iterations)
            throws GeneralSecurityException {
        var spec = new PBEKeySpec(password.value().toCharArray(), salt, iterations, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } finally {
            spec.clearPassword();
        }
    }

    /** {@code StoredKey := H(HMAC(SaltedPassword, "Client Key"))} */
    private static byte[] storedKey(byte[] saltedPassword) throws GeneralSecurityException {
        return sha256(hmac(saltedPassword, "Client Key"));
    }

    private static byte[] sha256(byte[] octets) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(octets);
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
