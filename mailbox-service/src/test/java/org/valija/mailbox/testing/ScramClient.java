package org.valija.mailbox.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of SCRAM-SHA-256, written from the RFC and not from our server.
 *
 * @param gs2Header with its comma at the end, such as {@code n,,}
 * @param channelData empty without channel binding
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with equals
public record ScramClient(String username, String password, String nonce, String gs2Header, byte[] channelData) {

    /** Without channel binding. */
    public ScramClient(String username, String password) {
        this(username, password, "fyko+d2lbbFgONRv9qkxdawL" + System.nanoTime(), "n,,", new byte[0]);
    }

    /** {@code client-first-message-bare} */
    public String first() {
        return "n=" + username.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    /** {@code client-final-message} */
    public String last(String serverFirst) {
        var header = gs2Header.getBytes(StandardCharsets.UTF_8);
        var binding = Arrays.copyOf(header, header.length + channelData.length);
        System.arraycopy(channelData, 0, binding, header.length, channelData.length);
        var withoutProof = "c=" + base64(binding) + ",r=" + attribute(serverFirst, "r");
        var clientKey = hmac(salted(serverFirst), "Client Key");
        var signature = hmac(sha256(clientKey), first() + "," + serverFirst + "," + withoutProof);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= signature[i];
        }
        return withoutProof + ",p=" + base64(clientKey);
    }

    /** Whether the server knows the password's verifier. */
    public boolean accepts(String serverFirst, String serverFinal) {
        var last = last(serverFirst);
        var messages = first() + "," + serverFirst + "," + last.substring(0, last.lastIndexOf(",p="));
        return serverFinal.equals("v=" + base64(hmac(hmac(salted(serverFirst), "Server Key"), messages)));
    }

    /** The value of an attribute of a message. */
    public static String attribute(String message, String name) {
        return Arrays.stream(message.split(","))
                .filter(it -> it.startsWith(name + "="))
                .map(it -> it.substring(2))
                .collect(Collectors.joining());
    }

    private byte[] salted(String serverFirst) {
        try {
            var salt = Base64.getDecoder().decode(attribute(serverFirst, "s"));
            int iterations = Integer.parseInt(attribute(serverFirst, "i"));
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
