package org.valija.smtp.outbound.dkim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.valija.mailbox.api.dkim.DkimAlgorithm;
import org.valija.mailbox.api.dkim.SigningKey;
import org.valija.smtp.judge.HashedEd25519;

/**
 * Writes {@code DKIM-Signature} fields, relaxed/relaxed. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-5">RFC 6376, 5</a>
 */
public final class DkimSigner {

    /** What a reader sees, or a program goes by: RFC 6376, 5.4.1. Trace fields are not signed, as others change them. */
    private static final List<String> SIGNED = List.of(
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "Auto-Submitted");

    /** Once more than there are, so that nobody adds another one: RFC 6376, 8.15. */
    private static final Set<String> OVERSIGNED =
            Set.of("From", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID");

    private static final int WIDE = 72;

    private final InstantSource clock;

    public DkimSigner(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Signs with each key.
     *
     * @param fields of the header as they are sent, each without its last CRLF, one character for each octet
     * @param bodyHash {@link BodyHash}
     * @return fields to put in front, each with its CRLF; none without keys
     * @throws GeneralSecurityException if a key can't be used
     */
    public String sign(List<String> fields, byte[] bodyHash, List<SigningKey> keys) throws GeneralSecurityException {
        var byName =
                fields.stream().collect(Collectors.groupingBy(DkimSigner::name, HashMap::new, Collectors.toList()));
        var signatures = new StringBuilder();
        for (var key : keys) {
            signatures.append(sign(byName, bodyHash, key)).append("\r\n");
        }
        return signatures.toString();
    }

    private String sign(Map<String, List<String>> fields, byte[] bodyHash, SigningKey key)
            throws GeneralSecurityException {
        var names = new ArrayList<String>();
        var signer = signer(key);
        for (var name : SIGNED) {
            var present = fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
            for (var field : present.reversed()) { // RFC 6376, 5.4.2
                names.add(name);
                signer.update(octets(relaxed(field) + "\r\n"));
            }
            if (OVERSIGNED.contains(name)) {
                names.add(name);
            }
        }
        var algorithm = key.algorithm() == DkimAlgorithm.RSA ? "rsa-sha256" : "ed25519-sha256";
        var unsigned = "DKIM-Signature: v=1; a=" + algorithm + "; c=relaxed/relaxed;\r\n\td=" + key.domain() + "; s="
                + key.selector() + "; t=" + clock.instant().getEpochSecond() + ";\r\n\th="
                + folded(String.join(":", names), ":") + ";\r\n\tbh="
                + Base64.getEncoder().encodeToString(bodyHash) + ";\r\n\tb=";
        signer.update(octets(relaxed(unsigned)));
        return unsigned + folded(Base64.getEncoder().encodeToString(signer.sign()), "");
    }

    private static Signature signer(SigningKey key) throws GeneralSecurityException {
        return switch (key.algorithm()) {
            case RSA -> initialized(Signature.getInstance("SHA256withRSA"), privateKey("RSA", key));
            case ED25519 -> initialized(new HashedEd25519(), privateKey("Ed25519", key)); // RFC 8463, 3
        };
    }

    private static Signature initialized(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        return signature;
    }

    private static PrivateKey privateKey(String algorithm, SigningKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key.privateKey()));
    }

    private static String name(String field) {
        return field.substring(0, Math.max(0, field.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }

    /** RFC 6376, 3.4.2. */
    static String relaxed(String field) {
        var value = field.substring(field.indexOf(':') + 1).replace("\r\n", "").replaceAll("[ \t]+", " ");
        return name(field) + ":" + value.strip();
    }

    /** Broken into lines that are not too long, behind a separator, or anywhere if that is empty. */
    private static String folded(String text, String separator) {
        var lines = new StringBuilder();
        int column = 0;
        for (var part : text.split(separator.isEmpty() ? "(?<=\\G.{" + WIDE + "})" : "(?<=" + separator + ")")) {
            if (column > 0 && column + part.length() > WIDE) {
                lines.append("\r\n\t");
                column = 0;
            }
            lines.append(part);
            column += part.length();
        }
        return lines.toString();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
