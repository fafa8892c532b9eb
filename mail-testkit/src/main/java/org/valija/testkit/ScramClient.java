package org.valija.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * The client's side of SCRAM-SHA-256, its messages in base64 as line protocols carry them; able to lie where a test wants
 * that.
 *
 * @param user as it stands in {@code n=}
 * @param gs2Header such as {@code n,,} or {@code p=tls-exporter,,}
 * @param binding the channel binding's data; empty for none
 * @param nonce of the client
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-3">RFC 5802, 3</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with equals
public record ScramClient(String user, String password, String gs2Header, byte[] binding, String nonce) {

    private static final Pattern SERVER_FIRST = Pattern.compile("r=([^,]+),s=([^,]+),i=(\\d+)");

    /** A client that knows of no channel binding. */
    public static ScramClient of(String user, String password) {
        return new ScramClient(
                user, password, "n,,", new byte[0], UUID.randomUUID().toString());
    }

    /** A client that binds the exchange to a TLS connection (RFC 9266). */
    public static ScramClient boundTo(LineClient connection, String user, String password) {
        var session = (ExtendedSSLSession) ((SSLSocket) connection.socket()).getSession();
        try {
            var data = session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
            return of(user, password).with("p=tls-exporter,,", data);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same user, saying something else about the channel. */
    public ScramClient with(String otherHeader, byte[] otherBinding) {
        return new ScramClient(user, password, otherHeader, otherBinding, nonce);
    }

    /** The first message. */
    public String first() {
        return base64(gs2Header + bare());
    }

    private String bare() {
        return "n=" + user + ",r=" + nonce;
    }

    /** The message that proves the password, as an answer to the server's first one. */
    public String last(String serverFirst) {
        var withoutProof = withoutProof(serverFirst);
        byte[] clientKey = hmac(saltedPassword(serverFirst), "Client Key");
        byte[] proof = hmac(sha256(clientKey), bare() + "," + text(serverFirst) + "," + withoutProof);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        return base64(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
    }

    private String withoutProof(String serverFirst) {
        byte[] header = gs2Header.getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[header.length + binding.length];
        System.arraycopy(header, 0, both, 0, header.length);
        System.arraycopy(binding, 0, both, header.length, binding.length);
        return "c=" + Base64.getEncoder().encodeToString(both) + ",r=" + part(serverFirst, 1);
    }

    /** What a server that knows the password says at last. */
    public String serverFinal(String serverFirst) {
        byte[] signature = hmac(
                hmac(saltedPassword(serverFirst), "Server Key"),
                bare() + "," + text(serverFirst) + "," + withoutProof(serverFirst));
        return base64("v=" + Base64.getEncoder().encodeToString(signature));
    }

    private byte[] saltedPassword(String serverFirst) {
        byte[] salt = Base64.getDecoder().decode(part(serverFirst, 2));
        var spec = new PBEKeySpec(password.toCharArray(), salt, Integer.parseInt(part(serverFirst, 3)), 256);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String serverFirst, int group) {
        var parts = SERVER_FIRST.matcher(text(serverFirst));
        if (!parts.matches()) {
            throw new AssertionError("no server-first-message: " + text(serverFirst));
        }
        return parts.group(group);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
