package org.valija.smtp.judge;

import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.valija.smtp.dkim.BodyHash;
import org.valija.smtp.dkim.DkimSyntaxException;
import org.valija.smtp.dkim.SignedHeader;
import org.valija.smtp.dkim.TagList;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsException;

/**
 * One signature, checked while the body passes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-6.1">RFC 6376, 6.1</a>
 */
final class DkimSignature {

    private static final int SHORTEST_RSA = 1024; // RFC 8301, 3.2

    private final String field;
    private final List<String> fields;
    private final Dns dns;
    private TagList tags = new TagList(Map.of());
    private String fault = "";
    private @Nullable Check check;

    /** What there is to check of a signature that makes sense. */
    private record Check(SignatureTags tags, BodyHash body) {}

    /**
     * @param field {@code DKIM-Signature}, as it came
     * @param fields of the whole header
     * @param now whoever expired before makes no sense any more
     */
    DkimSignature(String field, List<String> fields, Dns dns, Instant now) {
        this.field = field;
        this.fields = fields;
        this.dns = dns;
        try {
            tags = TagList.read(field.substring(field.indexOf(':') + 1));
            var signature = SignatureTags.of(tags, now);
            check = new Check(signature, new BodyHash(signature.body(), signature.length()));
        } catch (DkimSyntaxException e) {
            fault = String.valueOf(e.getMessage());
        }
    }

    OutputStream body() {
        return check == null ? OutputStream.nullOutputStream() : check.body;
    }

    DkimResult finish() {
        if (check == null) {
            return result(Result.PERMERROR, fault);
        }
        var hash = check.body.value();
        if (!check.body.reachedLimit() || !MessageDigest.isEqual(hash, check.tags.bodyHash())) {
            return result(Result.FAIL, "body hash did not verify");
        }
        try {
            return verify(check.tags);
        } catch (DnsException _) {
            return result(Result.TEMPERROR, "no answer for the key");
        } catch (SignatureException _) {
            return result(Result.FAIL, "signature did not verify");
        } catch (DkimSyntaxException | GeneralSecurityException _) {
            return result(Result.PERMERROR, "no key that fits");
        }
    }

    private DkimResult verify(SignatureTags signature)
            throws DnsException, DkimSyntaxException, GeneralSecurityException {
        var found = DkimKey.find(signature, dns);
        if (found.isEmpty()) {
            return result(Result.PERMERROR, "no key");
        }
        var key = found.get();
        if (key.bits() < SHORTEST_RSA) {
            return result(Result.PERMERROR, "key too short");
        }
        var signed = SignedHeader.octets(fields, signature.signed(), signature.header(), field);
        return key.verifies(signed, signature.signature())
                ? result(Result.PASS, "")
                : result(Result.FAIL, "signature did not verify");
    }

    private DkimResult result(Result result, String comment) {
        return new DkimResult(result, tag("d"), tag("s"), comment);
    }

    private String tag(String name) {
        return SignatureTags.domain(tags.find(name).orElse(""));
    }
}
