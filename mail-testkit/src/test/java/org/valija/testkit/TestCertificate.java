package org.valija.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's TLS settings with a certificate that nobody trusts, made by the JDK's keytool. */
final class TestCertificate {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private TestCertificate() {}

    static SSLContext serverContext() {
        try {
            Path folder = Files.createTempDirectory("certificate");
            Path file = folder.resolve("server.p12");
            Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
            new RealClient(keytool, folder, Map.of(), Duration.ofSeconds(60))
                    .run(
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=server.example.org",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            "changeit",
                            "-storetype",
                            "PKCS12")
                    .succeeded();
            var store = KeyStore.getInstance(file.toFile(), PASSWORD);
            Files.delete(file);
            Files.delete(folder);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
