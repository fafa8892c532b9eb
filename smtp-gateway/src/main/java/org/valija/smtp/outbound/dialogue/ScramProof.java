package org.valija.smtp.outbound.dialogue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of SCRAM-SHA-256, without channel binding: proves a password that the server does not hear, and hears
 * that the server knows it too.
 *
 * @param bare {@code client-first-message-bare}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-3">RFC 5802, 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7677.html#section-3">RFC 7677, 3</a>
 */
record ScramProof(String bare, String nonce, String password) {

    private static final String GS2_HEADER = "n,,";
    private static final Pattern SERVER_FIRST = Pattern.compile("r=([!-+\\--~]+),s=([A-Za-z0-9+/=]+),i=([0-9]{1,7})");
    /** RFC 7677, 4: fewer prove too little. More than that only keep us busy. */
    private static final int LEAST_ITERATIONS = 4_096;

    private static final int MOST_ITERATIONS = 1_000_000;

    /** @param nonce printable ASCII without a comma, never used before */
    static ScramProof of(String user, String password, String nonce) {
        var name = user.replace("=", "=3D").replace(",", "=2C");
        return new ScramProof("n=" + name + ",r=" + nonce, nonce, password);
    }

    /**
     * What both sides say last.
     *
     * @param clientFinal to be sent
     * @param serverFinal to be heard
     */
    record Last(String clientFinal, String serverFinal) {}

    String clientFirst() {
        return GS2_HEADER + bare;
    }

    /** @throws DialogueException if the server does not keep to the RFC */
    Last answer(String serverFirst) throws DialogueException {
        var parts = SERVER_FIRST.matcher(serverFirst);
        if (!parts.matches()
                || !parts.group(1).startsWith(nonce)
                || parts.group(1).equals(nonce)) {
            throw new DialogueException("4.7.0", "The server's challenge makes no sense");
        }
        int iterations = Integer.parseInt(parts.group(3));
        if (iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new DialogueException("4.7.0", "The server wants " + iterations + " iterations of SCRAM");
        }
        try {
            var salted = salted(Base64.getDecoder().decode(parts.group(2)), iterations);
            var channel = Base64.getEncoder().encodeToString(GS2_HEADER.getBytes(StandardCharsets.US_ASCII));
            var withoutProof = "c=" + channel + ",r=" + parts.group(1);
            var all = bare + "," + serverFirst + "," + withoutProof;
            var clientKey = hmac(salted, "Client Key");
            var proof = hmac(MessageDigest.getInstance("SHA-256").digest(clientKey), all);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= clientKey[i];
            }
            return new Last(withoutProof + ",p=" + base64(proof), "v=" + base64(hmac(hmac(salted, "Server Key"), all)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new DialogueException("4.7.0", "The server's challenge makes no sense");
        }
    }

    /** The password is prepared as by SASLprep, as far as passwords are likely to need it: RFC 5802, 2.2. */
    private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException {
        var prepared = Normalizer.normalize(password, Normalizer.Form.NFKC).toCharArray();
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(prepared, salt, iterations, 256))
                .getEncoded();
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /** No secret shows in a log. */
    @Override
    public String toString() {
        return "ScramProof[" + nonce + "]";
    }
}
