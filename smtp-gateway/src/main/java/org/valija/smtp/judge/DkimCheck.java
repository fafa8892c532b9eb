package org.valija.smtp.judge;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.valija.smtp.dkim.SignedHeader;
import org.valija.smtp.dns.Dns;

/**
 * The signatures of one message, checked while it passes: first the header is given, then the body is written to
 * {@link #body}, then {@link #finish} tells what became of each. Holds nothing of the body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-6">RFC 6376, 6</a>
 */
final class DkimCheck {

    /** Signatures that are looked at, from the top: more are made to keep verifiers busy (RFC 6376, 8.4). */
    private static final int MOST = 8;

    private final List<DkimSignature> signatures;

    /** @param fields of the header, as they came, each without its last CRLF, one character for each octet */
    DkimCheck(List<String> fields, Dns dns, Instant now) {
        signatures = fields.stream()
                .filter(field -> SignedHeader.name(field).equals("dkim-signature"))
                .limit(MOST)
                .map(field -> new DkimSignature(field, fields, dns, now))
                .toList();
    }

    boolean hasSignatures() {
        return !signatures.isEmpty();
    }

    /** Takes the body as it came, all that stands behind the empty line. */
    OutputStream body() {
        return new Branches(signatures.stream().map(DkimSignature::body).toList());
    }

    /** Once the body is whole. Asks the DNS for keys. */
    List<DkimResult> finish() {
        return signatures.stream().map(DkimSignature::finish).toList();
    }
}
