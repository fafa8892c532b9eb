package org.valija.line.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A fresh key and a certificate signed with it. The JDK has no public way to make one, hence Bouncy Castle. */
final class SelfSigned {

    private static final Duration VALIDITY = Duration.ofDays(365);

    /** The key store never leaves this process. */
    private static final char[] PASSWORD = {};

    private SelfSigned() {}

    static SSLContext contextFor(String host) {
        try {
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keyStoreFor(host), PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a self-signed certificate for " + host, e);
        }
    }

    static KeyStore keyStoreFor(String host) throws GeneralSecurityException, IOException {
        // A day ago: clocks of clients run late
        return keyStoreFor(host, Instant.now().minus(Duration.ofDays(1)));
    }

    /** One that is good for a year from a time on. */
    static KeyStore keyStoreFor(String host, Instant from) throws GeneralSecurityException, IOException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        keys.setKeyEntry("self-signed", pair.getPrivate(), PASSWORD, new Certificate[] {certificate(host, from, pair)});
        return keys;
    }

    private static X509Certificate certificate(String host, Instant from, KeyPair pair)
            throws IOException, GeneralSecurityException {
        var subject = new X500Principal("CN=" + host);
        var builder = new JcaX509v3CertificateBuilder(
                        subject,
                        new BigInteger(159, new SecureRandom()).setBit(0),
                        Date.from(from),
                        Date.from(from.plus(VALIDITY)),
                        subject,
                        pair.getPublic())
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
