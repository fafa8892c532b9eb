package org.valija.mailbox.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.AccountProperties;
import org.valija.mailbox.account.ScramVerifier;
import org.valija.mailbox.login.Credentials.Credential;
import org.valija.mailbox.security.SharedSecrets;

/**
 * The server's side of SCRAM-SHA-256, but for what belongs to a connection. Verifiers never leave this service: a protocol
 * service sees what anybody does who reads along.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-3">RFC 5802, 3</a>
 */
@Component
final class Scram {

    private static final String HMAC = "HmacSHA256";
    private static final int SALT_OCTETS = 16;

    private final SharedSecrets secrets;
    private final AccountProperties properties;

    Scram(SharedSecrets secrets, AccountProperties properties) {
        this.secrets = secrets;
        this.properties = properties;
    }

    /** That of an account; or for who has none one that looks like it, always the same, which nothing proves right. */
    ScramVerifier verifier(@Nullable Credential credential, Username username) {
        return credential != null
                ? credential.verifier()
                : new ScramVerifier(
                        properties.scramIterations(),
                        Arrays.copyOf(nobodys("salt", username), SALT_OCTETS),
                        nobodys("StoredKey", username),
                        nobodys("ServerKey", username));
    }

    /** {@code server-first-message = nonce "," salt "," iteration-count} */
    static String serverFirst(String nonce, ScramVerifier verifier) {
        return "r=" + nonce + ",s=" + base64(verifier.salt()) + ",i=" + verifier.iterations();
    }

    /** {@code server-final-message = verifier} */
    static String serverFinal(ScramVerifier verifier, String authMessage) {
        return "v=" + base64(verifier.serverSignature(authMessage));
    }

    private byte[] nobodys(String what, Username username) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secrets.get("scram-nobody"), HMAC));
            return mac.doFinal((what + " " + username.key()).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
