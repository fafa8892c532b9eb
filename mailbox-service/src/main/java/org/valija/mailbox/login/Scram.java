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
import org.valija.mailbox.apppassword.AppPasswordCheck;
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

    private final ScramNonces nonces;
    private final AppPasswordCheck appPasswords;
    private final SharedSecrets secrets;
    private final AccountProperties properties;

    Scram(ScramNonces nonces, AppPasswordCheck appPasswords, SharedSecrets secrets, AccountProperties properties) {
        this.nonces = nonces;
        this.appPasswords = appPasswords;
        this.secrets = secrets;
        this.properties = properties;
    }

    /**
     * How an exchange ends.
     *
     * @param grant null if nothing was proved
     * @param serverFinal {@code server-final-message = verifier}
     */
    record Exchange(@Nullable Grant grant, String serverFinal) {}

    /**
     * Begins an exchange.
     *
     * @param credential null if there is no such account
     * @return {@code server-first-message = nonce "," salt "," iteration-count}
     */
    String challenge(ClientFirstMessage first, Attempt attempt, @Nullable Credential credential) {
        return serverFirst(nonces.make(first, attempt.protocol()), verifier(attempt, credential));
    }

    /**
     * Checks a proof: of the account's own password, or of one of its app passwords.
     *
     * @param credential null if there is no such account
     */
    Exchange end(ClientFirstMessage first, ClientFinalMessage last, Attempt attempt, @Nullable Credential credential) {
        var own = verifier(attempt, credential);
        // Made anew rather than believed: the client has proved nothing unless it was sent just this
        var authMessage = first.text() + "," + serverFirst(last.nonce(), own) + "," + last.withoutProof();
        var nothing = new Exchange(null, serverFinal(own, authMessage));
        if (credential == null || !nonces.isGood(last.nonce(), first, attempt.protocol())) {
            return nothing;
        }
        var proved = own.isProvedBy(authMessage, last.proof())
                ? own(credential, attempt, nothing)
                : appPasswords.all(credential.account(), attempt.protocol(), own).stream()
                        .filter(it -> it.verifier().isProvedBy(authMessage, last.proof()))
                        .findFirst()
                        .map(it -> new Exchange(new Grant(credential, it), serverFinal(it.verifier(), authMessage)))
                        .orElse(nothing);
        return proved.grant() != null && nonces.use(last.nonce()) ? proved : nothing;
    }

    private static Exchange own(Credential credential, Attempt attempt, Exchange nothing) {
        return credential.acceptsOwnPassword(attempt.protocol())
                ? new Exchange(new Grant(credential, null), nothing.serverFinal())
                : nothing;
    }

    /** That of an account; or for who has none one that looks like it, always the same, which nothing proves right. */
    private ScramVerifier verifier(Attempt attempt, @Nullable Credential credential) {
        var username = attempt.username();
        return credential != null
                ? credential.verifier()
                : new ScramVerifier(
                        properties.scramIterations(),
                        Arrays.copyOf(nobodys("salt", username), SALT_OCTETS),
                        nobodys("StoredKey", username),
                        nobodys("ServerKey", username));
    }

    private static String serverFirst(String nonce, ScramVerifier verifier) {
        return "r=" + nonce + ",s=" + base64(verifier.salt()) + ",i=" + verifier.iterations();
    }

    private static String serverFinal(ScramVerifier verifier, String authMessage) {
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
