package org.valija.smtp.judge;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.jdkim.api.PublicKeyRecord;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.tagvalue.PublicKeyRecordImpl;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsException;

/**
 * A domain's public key, as its DNS publishes it.
 *
 * @param record what else it says of the key
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.6">RFC 6376, 3.6</a>
 */
record DkimKey(PublicKey key, PublicKeyRecord record) {

    private static final Pattern PUBLIC_KEY = Pattern.compile("(?:^|;)\\s*p\\s*=([A-Za-z0-9+/=\\s]*)");

    /** What stands before the 32 octets of an Ed25519 key in its X.509 form: RFC 8410, 4. */
    private static final String ED25519_X509 = "302a300506032b6570032100";

    private static final int STRONG = 4096;

    /** Empty if the domain has none, or took it back. */
    static Optional<DkimKey> find(SignatureRecord signature, Dns dns) throws DnsException, GeneralSecurityException {
        var name = signature.getSelector() + "._domainkey." + signature.getDToken();
        for (var text : dns.records(name, Dns.Type.TXT)) {
            var encoded = PUBLIC_KEY.matcher(text);
            if (encoded.find() && !encoded.group(1).isBlank()) {
                var octets = Base64.getMimeDecoder().decode(encoded.group(1));
                return Optional.of(
                        new DkimKey(key(signature.getHashKeyType().toString(), octets), new PublicKeyRecordImpl(text)));
            }
        }
        return Optional.empty();
    }

    private static PublicKey key(String type, byte[] octets) throws GeneralSecurityException {
        if (type.equals("ed25519")) { // RFC 8463, 4.2
            var x509 = HexFormat.of().parseHex(ED25519_X509 + HexFormat.of().formatHex(octets));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
        }
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(octets));
    }

    /** How long an RSA key is; what other keys are worth in such. */
    int bits() {
        return key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : STRONG;
    }

    /** Ready to be given the header. */
    Signature verifier() throws GeneralSecurityException {
        Signature verifier = key instanceof RSAPublicKey ? Signature.getInstance("SHA256withRSA") : new HashedEd25519();
        verifier.initVerify(key);
        return verifier;
    }
}
