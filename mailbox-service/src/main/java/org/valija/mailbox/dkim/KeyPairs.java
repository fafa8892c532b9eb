package org.valija.mailbox.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.valija.mailbox.api.dkim.DkimAlgorithm;

/** Makes keys, and writes down what the DNS should say of them. */
final class KeyPairs {

    /** RFC 8301, 3.2. */
    private static final int RSA_BITS = 2048;
    /** Of a public key. */
    private static final int ED25519_OCTETS = 32;

    private KeyPairs() {}

    static KeyPair make(DkimAlgorithm algorithm) {
        try {
            return switch (algorithm) {
                case RSA -> {
                    var generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(RSA_BITS);
                    yield generator.generateKeyPair();
                }
                case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@code p=}: a SubjectPublicKeyInfo for RSA, and for Ed25519 the bare key, which stands at the end of one.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8463.html#section-4">RFC 8463, 4</a>
     */
    static byte[] published(KeyPair pair, DkimAlgorithm algorithm) {
        var info = pair.getPublic().getEncoded();
        return switch (algorithm) {
            case RSA -> info;
            case ED25519 -> Arrays.copyOfRange(info, info.length - ED25519_OCTETS, info.length);
        };
    }

    /**
     * The text of the record.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.6.1">RFC 6376, 3.6.1</a>
     */
    static String record(DkimAlgorithm algorithm, byte[] published) {
        return "v=DKIM1; k=" + algorithm.word() + "; p=" + Base64.getEncoder().encodeToString(published);
    }
}
