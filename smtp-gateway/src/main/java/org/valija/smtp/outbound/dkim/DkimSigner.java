package org.valija.smtp.outbound.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.valija.mailbox.api.dkim.DkimAlgorithm;
import org.valija.mailbox.api.dkim.SigningKey;
import org.valija.smtp.dkim.BodyHash;
import org.valija.smtp.dkim.Canonicalization;
import org.valija.smtp.dkim.HashedEd25519;
import org.valija.smtp.dkim.SignedHeader;

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
     * @param bodyHash {@link BodyHash}, relaxed
     * @return fields to put in front, each with its CRLF; none without keys
     * @throws GeneralSecurityException if a key can't be used
     */
    public String sign(List<String> fields, byte[] bodyHash, List<SigningKey> keys) throws GeneralSecurityException {
        var signatures = new StringBuilder();
        for (var key : keys) {
            signatures.append(sign(fields, bodyHash, key)).append("\r\n");
        }
        return signatures.toString();
    }

    private String sign(List<String> fields, byte[] bodyHash, SigningKey key) throws GeneralSecurityException {
        var names = names(fields);
        var algorithm = key.algorithm() == DkimAlgorithm.RSA ? "rsa-sha256" : "ed25519-sha256";
        var unsigned = "DKIM-Signature: v=1; a=" + algorithm + "; c=relaxed/relaxed;\r\n\td=" + key.domain() + "; s="
                + key.selector() + "; t=" + clock.instant().getEpochSecond() + ";\r\n\th="
                + folded(String.join(":", names), ":") + ";\r\n\tbh="
                + Base64.getEncoder().encodeToString(bodyHash) + ";\r\n\tb=";
        var signer = signer(key);
        signer.update(SignedHeader.octets(fields, names, Canonicalization.RELAXED, unsigned));
        return unsigned + folded(Base64.getEncoder().encodeToString(signer.sign()), "");
    }

    /** {@code h=}: each as often as it is there. */
    private static List<String> names(List<String> fields) {
        var present = fields.stream().collect(Collectors.groupingBy(SignedHeader::name, Collectors.summingInt(_ -> 1)));
        var names = new ArrayList<String>();
        for (var name : SIGNED) {
            int times = present.getOrDefault(name.toLowerCase(Locale.ROOT), 0) + (OVERSIGNED.contains(name) ? 1 : 0);
            names.addAll(Collections.nCopies(times, name));
        }
        return names;
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
}
