package org.valija.smtp.judge;

import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import org.apache.james.jdkim.DKIMCommon;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.Headers;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.apache.james.jdkim.impl.BodyHasherImpl;
import org.apache.james.jdkim.tagvalue.SignatureRecordImpl;
import org.jspecify.annotations.Nullable;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsException;

/**
 * One signature, checked by the parts of jDKIM. Its verifier as a whole knows no Ed25519, and gives up on all signatures
 * where one can't be checked.
 */
final class DkimSignature extends DKIMCommon {

    private static final int SHORTEST_RSA = 1024; // RFC 8301, 3.2

    private final Headers headers;
    private final Dns dns;
    private @Nullable SignatureRecord record;
    private @Nullable BodyHasherImpl hasher;
    private String fault = "";

    /** @param field {@code DKIM-Signature}, as it came */
    DkimSignature(String field, Headers headers, Dns dns) {
        this.headers = headers;
        this.dns = dns;
        try {
            var signature = new SignatureRecordImpl(field.substring(field.indexOf(':') + 1));
            record = signature;
            signature.validate();
            var method = signature.getHashMethod().toString();
            if (!method.equals("sha256")) {
                fault = "hash " + method + " is not safe"; // RFC 8301, 3.1
                return;
            }
            hasher = new BodyHasherImpl(signature);
        } catch (IllegalStateException | PermFailException e) {
            fault = "signature makes no sense, or has expired";
        }
    }

    OutputStream body() {
        return hasher == null ? OutputStream.nullOutputStream() : hasher.getOutputStream();
    }

    DkimResult finish() {
        if (record == null || hasher == null) {
            return result(Result.PERMERROR, fault);
        }
        try {
            if (!Arrays.equals(hasher.getDigest(), record.getBodyHash())) {
                return result(Result.FAIL, "body hash did not verify");
            }
            return verify(record);
        } catch (DnsException _) {
            return result(Result.TEMPERROR, "no answer for the key");
        } catch (IllegalStateException | IllegalArgumentException | PermFailException | GeneralSecurityException _) {
            return result(Result.PERMERROR, "no key that fits");
        }
    }

    private DkimResult verify(SignatureRecord signature)
            throws DnsException, PermFailException, GeneralSecurityException {
        var found = DkimKey.find(signature, dns);
        if (found.isEmpty()) {
            return result(Result.PERMERROR, "no key");
        }
        var key = found.get();
        if (key.bits() < SHORTEST_RSA) {
            return result(Result.PERMERROR, "key too short");
        }
        DKIMVerifier.apply(key.record(), signature);
        Signature verifier = key.verifier();
        signatureCheck(headers, signature, signature.getHeaders(), verifier);
        return verifier.verify(signature.getSignature())
                ? result(Result.PASS, "")
                : result(Result.FAIL, "signature did not verify");
    }

    private DkimResult result(Result result, String comment) {
        return new DkimResult(result, tag("d"), tag("s"), comment);
    }

    private String tag(String name) {
        try {
            var value = record == null ? "" : name.equals("d") ? record.getDToken() : record.getSelector();
            return value == null ? "" : value.toString();
        } catch (IllegalStateException _) {
            return "";
        }
    }
}
