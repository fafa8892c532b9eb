package org.valija.suite;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that the suite signs itself, at the first start. It is kept, so that a mail client has to be told only
 * once to trust it.
 *
 * @param keyStore file of type PKCS #12, with the key; only we can read it
 * @param pem file with the certificate alone, for clients that want to be given it
 */
record Certificate(Path keyStore, String password, Path pem) {

    private static final String ALIAS = "valija";

    /** Longer is refused by Apple's systems. */
    private static final int DAYS = 825;

    static Certificate of(DataFolder data, String password) {
        var folder = data.folder("tls");
        var certificate = new Certificate(folder.resolve("valija.p12"), password, folder.resolve("valija.pem"));
        try {
            if (!Files.exists(certificate.keyStore())) {
                certificate.make();
            }
            Files.writeString(certificate.pem(), certificate.encoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException(
                    "cannot use the certificate " + certificate.keyStore() + ": " + e
                            + "; remove the file to have a new one made",
                    e);
        }
        return certificate;
    }

    /** Trusts this certificate, and nothing else. */
    SSLContext trust() {
        try {
            var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            var only = KeyStore.getInstance("PKCS12");
            only.load(null, null);
            only.setCertificateEntry(ALIAS, load().getCertificate(ALIAS));
            trusted.init(only);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trusted.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException("cannot use the certificate " + keyStore + ": " + e, e);
        }
    }

    /** By keytool, since the JDK has no public way to sign a certificate. */
    private void make() throws IOException {
        var partial = keyStore.resolveSibling("valija.p12.new");
        Files.deleteIfExists(partial);
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=" + String.join(",", names()),
                "-validity",
                String.valueOf(DAYS),
                "-storetype",
                "PKCS12",
                "-keystore",
                partial.toString(),
                "-storepass:env",
                "VALIJA_KEY_STORE");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Not among the arguments, which every user of the machine can see
        builder.environment().put("VALIJA_KEY_STORE", password);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-------"));
        Files.move(partial, keyStore);
    }

    private static List<String> names() {
        var names = new ArrayList<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
        try {
            var host = InetAddress.getLocalHost().getHostName();
            if (host.matches("[A-Za-z][A-Za-z0-9.-]*") && !host.equals("localhost")) {
                names.add("dns:" + host);
            }
        } catch (UnknownHostException nameless) {
            // Then nobody calls this machine by its name
        }
        return names;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password.toCharArray());
        }
        return keys;
    }

    private String encoded() throws IOException, GeneralSecurityException {
        var certificate = Objects.requireNonNull(load().getCertificate(ALIAS), "no certificate in " + keyStore);
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return "Certificate[" + keyStore + "]";
    }
}
