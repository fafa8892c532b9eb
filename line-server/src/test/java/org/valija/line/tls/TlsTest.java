package org.valija.line.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.Period;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.valija.line.ConnectionHandler;
import org.valija.line.Limits;
import org.valija.line.LineConnection;
import org.valija.line.LineServer;
import org.valija.line.Listener;
import org.valija.line.TlsMode;
import org.valija.testkit.LineClient;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class TlsTest {

    private static final ConnectionHandler GREETER = new ConnectionHandler() {
        @Override
        public void serve(LineConnection connection) throws IOException {
            connection.writeLine("hello");
            connection.readLine();
        }

        @Override
        public String refusal() {
            return "too many";
        }
    };

    @Test
    void selfSignedCertificateIsForTheHostAndSaysSo(CapturedOutput log) throws IOException {
        var server = start(Tls.of(new DefaultSslBundleRegistry(), null, "mail.example.org"));
        try (var client = LineClient.connect(server.port()).startTls()) {
            assertThat(certificate(client).getSubjectX500Principal().getName()).isEqualTo("CN=mail.example.org");
            assertThat(certificate(client).getSubjectAlternativeNames())
                    .anySatisfy(name -> assertThat(name.get(1)).isEqualTo("mail.example.org"));
            certificate(client).checkValidity();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        } finally {
            server.stop();
        }
        assertThat(log).contains("WARN").contains("self-signed certificate for mail.example.org");
    }

    @Test
    void reloadedBundleServesTheNextHandshakes() throws Exception {
        var bundles = new DefaultSslBundleRegistry("mail", bundle("old.example.org"));
        var server = start(Tls.of(bundles, "mail", "unused"));
        try (var before = LineClient.connect(server.port()).startTls()) {
            assertThat(before.readLine()).isEqualTo("hello");
            assertThat(certificate(before).getSubjectX500Principal().getName()).isEqualTo("CN=old.example.org");

            bundles.updateBundle("mail", bundle("new.example.org"));
            try (var after = LineClient.connect(server.port()).startTls()) {
                assertThat(certificate(after).getSubjectX500Principal().getName())
                        .isEqualTo("CN=new.example.org");
            }

            before.send("still here");
            assertThat(before.closesNow()).isTrue();
        } finally {
            server.stop();
        }
    }

    @Test
    void bundleThatCannotBeReadLeavesTheFormerOne(CapturedOutput log) throws Exception {
        var bundles = new DefaultSslBundleRegistry("mail", bundle("old.example.org"));
        var server = start(Tls.of(bundles, "mail", "unused"));
        bundles.updateBundle("mail", SslBundle.of(SslStoreBundle.NONE, null, null, "no such protocol"));
        try (var client = LineClient.connect(server.port()).startTls()) {
            assertThat(certificate(client).getSubjectX500Principal().getName()).isEqualTo("CN=old.example.org");
        } finally {
            server.stop();
        }
        assertThat(log).contains("could not be reloaded");
    }

    @Test
    void keyOfAnotherCertificateIsNotTaken(CapturedOutput log) throws Exception {
        var other = SelfSigned.keyStoreFor("other.example.org");
        String alias = other.aliases().nextElement();
        var mixed = SelfSigned.keyStoreFor("new.example.org");
        mixed.setKeyEntry(
                alias, mixed.getKey(alias, new char[0]), new char[0], new Certificate[] {other.getCertificate(alias)});
        var bundles = new DefaultSslBundleRegistry("mail", bundle("old.example.org"));
        var server = start(Tls.of(bundles, "mail", "unused"));
        bundles.updateBundle("mail", bundle(mixed));
        try (var client = LineClient.connect(server.port()).startTls()) {
            assertThat(certificate(client).getSubjectX500Principal().getName()).isEqualTo("CN=old.example.org");
        } finally {
            server.stop();
        }
        assertThat(log)
                .contains("could not be reloaded")
                .contains("The private key is not that of the certificate for CN=other.example.org");
        assertThatIllegalStateException()
                .isThrownBy(() -> Tls.of(bundles, "mail", "unused"))
                .withStackTraceContaining("is not that of the certificate");
    }

    @ParameterizedTest
    @CsvSource({"P-400D, expired at", "P2D, is not good before"})
    void certificateOutOfItsTimeIsShownAndSaidToBe(Period from, String said, CapturedOutput log) throws Exception {
        var store = SelfSigned.keyStoreFor("late.example.org", Instant.now().plus(from));
        var server = start(Tls.of(new DefaultSslBundleRegistry("mail", bundle(store)), "mail", "unused"));
        try (var client = LineClient.connect(server.port()).startTls()) {
            assertThat(certificate(client).getSubjectX500Principal().getName()).isEqualTo("CN=late.example.org");
        } finally {
            server.stop();
        }
        assertThat(log).contains("The certificate for CN=late.example.org " + said);
    }

    @Test
    void unknownBundleStopsTheStart() {
        assertThatExceptionOfType(NoSuchSslBundleException.class)
                .isThrownBy(() -> Tls.of(new DefaultSslBundleRegistry(), "mail", "unused"));
    }

    private static LineServer start(Tls tls) {
        var server = new LineServer("tls", Listener.onLoopback(TlsMode.IMPLICIT), Limits.defaults(), tls, GREETER);
        server.start();
        return server;
    }

    private static X509Certificate certificate(LineClient client) throws IOException {
        return (X509Certificate) ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
    }

    private static SslBundle bundle(String host) throws GeneralSecurityException, IOException {
        return bundle(SelfSigned.keyStoreFor(host));
    }

    private static SslBundle bundle(KeyStore store) {
        return SslBundle.of(SslStoreBundle.of(store, "", null));
    }
}
