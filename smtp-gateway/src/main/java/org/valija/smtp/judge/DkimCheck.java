package org.valija.smtp.judge;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.jdkim.api.Headers;
import org.apache.james.jdkim.canon.CompoundOutputStream;
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

    private final List<DkimSignature> signatures = new ArrayList<>();
    private final OutputStream body;

    /** @param fields of the header, as they came, each without its last CRLF */
    DkimCheck(List<String> fields, Dns dns) {
        var headers = new Fields(fields);
        for (var field :
                headers.getFields("DKIM-Signature").stream().limit(MOST).toList()) {
            signatures.add(new DkimSignature(field, headers, dns));
        }
        body = new CompoundOutputStream(
                signatures.stream().map(DkimSignature::body).toList());
    }

    boolean hasSignatures() {
        return !signatures.isEmpty();
    }

    /** Takes the body as it came, all that stands behind the empty line. */
    OutputStream body() {
        return body;
    }

    /** Once the body is whole. Asks the DNS for keys. */
    List<DkimResult> finish() throws IOException {
        body.close();
        return signatures.stream().map(DkimSignature::finish).toList();
    }

    /** Fields by name, in any case. */
    private record Fields(List<String> all) implements Headers {

        @Override
        public List<String> getFields() {
            return all;
        }

        @Override
        public List<String> getFields(String name) {
            return all.stream().filter(field -> isNamed(field, name)).toList();
        }

        private static boolean isNamed(String field, String name) {
            int colon = field.indexOf(':');
            return colon > 0 && field.substring(0, colon).strip().equalsIgnoreCase(name);
        }
    }
}
