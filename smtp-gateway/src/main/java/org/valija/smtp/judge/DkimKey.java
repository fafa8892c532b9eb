package org.valija.smtp.judge;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.valija.smtp.dkim.DkimSyntaxException;
import org.valija.smtp.dkim.HashedEd25519;
import org.valija.smtp.dkim.TagList;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsException;

/**
 * A domain's public key, as its DNS publishes it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.6">RFC 6376, 3.6</a>
 */
record DkimKey(PublicKey key) {

    /** What stands before the 32 octets of an Ed25519 key in its X.509 form: RFC 8410, 4. */
    private static final String ED25519_X509 = "302a300506032b6570032100";

    /** {@code rsaEncryption} of PKCS #1, in DER. */
    private static final String RSA_ALGORITHM = "300d06092a864886f70d0101010500";

    private static final byte INTEGER = 0x02;

    private static final int STRONG = 4096;

    /**
     * Looks for the key of a signature.
     *
     * @return empty if the domain has none, or took it back
     * @throws DkimSyntaxException if it is for something else: RFC 6376, 6.1.2
     */
    static Optional<DkimKey> find(SignatureTags signature, Dns dns)
            throws DnsException, DkimSyntaxException, GeneralSecurityException {
        var name = signature.selector() + "._domainkey." + signature.domain();
        for (var text : dns.records(name, Dns.Type.TXT)) {
            var record = record(text);
            if (record.isPresent()) {
                require(signature, record.get());
                return Optional.of(
                        new DkimKey(key(signature.keyType(), record.get().octets("p"))));
            }
        }
        return Optional.empty();
    }

    /** What has no key in it is none, and so is what is not about DKIM at all. */
    private static Optional<TagList> record(String text) {
        try {
            return Optional.of(TagList.read(text))
                    .filter(tags -> tags.find("v").orElse("DKIM1").equals("DKIM1"))
                    .filter(tags -> !tags.find("p").orElse("").isEmpty());
        } catch (DkimSyntaxException _) {
            return Optional.empty();
        }
    }

    private static void require(SignatureTags signature, TagList record) throws DkimSyntaxException {
        boolean fits = record.find("k").orElse("rsa").equals(signature.keyType())
                && allows(record.list("h"), List.of("sha256"))
                && allows(record.list("s"), List.of("email", "*"))
                // Not for domains below: RFC 6376, 3.6.1
                && (!record.list("t").contains("s") || signature.identity().equals(signature.domain()));
        if (!fits) {
            throw new DkimSyntaxException("no key that fits");
        }
    }

    private static boolean allows(List<String> listed, List<String> wanted) {
        return listed.isEmpty() || wanted.stream().anyMatch(listed::contains);
    }

    private static PublicKey key(String type, byte[] octets) throws GeneralSecurityException {
        if (type.equals("ed25519")) { // RFC 8463, 4.2
            var x509 = HexFormat.of().parseHex(ED25519_X509 + HexFormat.of().formatHex(octets));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
        }
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(isBare(octets) ? x509(octets) : octets));
    }

    /** Whether it is PKCS #1's RSAPublicKey: its first member is a number, the modulus, not the name of an algorithm. */
    private static boolean isBare(byte[] der) {
        int first = der.length < 2 || der[1] >= 0 ? 2 : 2 + (der[1] & 0x7f);
        return first < der.length && der[first] == INTEGER;
    }

    /** Puts the name of the algorithm before a bare key, as X.509 does. */
    private static byte[] x509(byte[] bare) {
        var bits = HexFormat.of().formatHex(bare);
        var content = RSA_ALGORITHM + der("03", "00" + bits);
        return HexFormat.of().parseHex(der("30", content));
    }

    /** Some octets of at most 65,535 with their tag and length, all in hexadecimal. */
    private static String der(String tag, String value) {
        int length = value.length() / 2;
        var form = length < 0x80 ? "%02x" : length < 0x100 ? "81%02x" : "82%04x";
        return tag + form.formatted(length) + value;
    }

    /** How long an RSA key is; what other keys are worth in such. */
    int bits() {
        return key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : STRONG;
    }

    /** Whether these octets were signed with the key. */
    boolean verifies(byte[] octets, byte[] signature) throws GeneralSecurityException {
        Signature verifier = key instanceof RSAPublicKey ? Signature.getInstance("SHA256withRSA") : new HashedEd25519();
        verifier.initVerify(key);
        verifier.update(octets);
        return verifier.verify(signature);
    }
}
