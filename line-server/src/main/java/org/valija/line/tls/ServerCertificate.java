package org.valija.line.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.springframework.boot.ssl.SslBundle;

/**
 * A certificate that a server shows, and the key it proves with that the certificate is its own. Looked at before a
 * client does, as Java takes any two for a pair and then fails each handshake.
 */
record ServerCertificate(X509Certificate certificate, PrivateKey key) {

    /** How a key of each type signs. */
    private static final Map<String, String> SIGNATURES =
            Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

    private static final byte[] CHALLENGE = "is it yours?".getBytes(StandardCharsets.US_ASCII);

    /** Those that a bundle has for servers. */
    static List<ServerCertificate> of(SslBundle bundle) {
        return Arrays.stream(bundle.getManagers().getKeyManagers())
                .filter(X509KeyManager.class::isInstance)
                .map(X509KeyManager.class::cast)
                .flatMap(ServerCertificate::of)
                .toList();
    }

    private static Stream<ServerCertificate> of(X509KeyManager manager) {
        return SIGNATURES.keySet().stream()
                .map(type -> manager.getServerAliases(type, null))
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .map(alias ->
                        new ServerCertificate(manager.getCertificateChain(alias)[0], manager.getPrivateKey(alias)));
    }

    /** @throws IllegalStateException if the key is that of another certificate */
    void checkKey() {
        try {
            var signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(CHALLENGE);
            byte[] proof = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(CHALLENGE);
            if (signature.verify(proof)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // A key of another type or size than the certificate's
        }
        throw new IllegalStateException("The private key is not that of the certificate for " + subject());
    }

    /** Why clients refuse it at a time, if it is no longer or not yet good then. */
    Optional<String> outOfDate(Instant now) {
        var from = certificate.getNotBefore().toInstant();
        var to = certificate.getNotAfter().toInstant();
        if (now.isAfter(to)) {
            return Optional.of("The certificate for " + subject() + " expired at " + to);
        }
        return now.isBefore(from)
                ? Optional.of("The certificate for " + subject() + " is not good before " + from)
                : Optional.empty();
    }

    private String subject() {
        return certificate.getSubjectX500Principal().getName();
    }
}
