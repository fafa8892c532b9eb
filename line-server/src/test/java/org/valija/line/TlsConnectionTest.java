package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.line.tls.Tls;
import org.valija.testkit.AnyCertificate;
import org.valija.testkit.LineClient;

@Timeout(60)
class TlsConnectionTest {

    private static final Tls TLS = Tls.selfSigned("mail.example.org");

    private final ToyProtocol toy = new ToyProtocol();
    private LineServer server = server(TlsMode.STARTTLS, Limits.defaults());

    private LineServer server(TlsMode mode, Limits limits) {
        return new LineServer("toy", Listener.onLoopback(mode), limits, TLS, toy);
    }

    private LineClient client() {
        server.start();
        return LineClient.connect(server.port());
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @Test
    void startTlsEncrypts() {
        try (var client = client()) {
            assertThat(client.readLine()).isEqualTo("hello");
            client.send("STARTTLS");
            assertThat(client.readLine()).isEqualTo("go ahead");
            client.startTls().send("ADDRESS\r\nIDLE PT1M");
            assertThat(client.readLine()).endsWith("tls=true");
            toy.open.getFirst().wake();
            assertThat(client.readLine()).isEqualTo("idle: WOKEN");
            client.send("LITERAL 100000\r\n" + "x".repeat(99_998));
            assertThat(client.readLine()).startsWith("literal: 7878");
            client.send("FLOOD 3000000\r\nQUIT");
            assertThat(client.read(3_000_000)).containsOnly(0);
            assertThat(client.readLine()).isEqualTo("bye");
            assertThat(client.closesNow()).isTrue();
        }
    }

    @Test // RFC 3207, 4.2
    void whatWasSentAheadOfTlsIsThrownAway() {
        try (var client = client()) {
            assertThat(client.readLine()).isEqualTo("hello");
            client.send("STARTTLS\r\ninjected\r\nhalf".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.readLine()).isEqualTo("go ahead");
            client.startTls().send("encrypted");
            assertThat(client.readLine()).isEqualTo("echo encrypted");
        }
    }

    @Test
    void implicitTlsSpeaksFirst() {
        server = server(TlsMode.IMPLICIT, Limits.defaults());
        try (var client = client()) {
            assertThat(client.startTls().readLine()).isEqualTo("hello");
        }
    }

    @Test
    void plaintextWhereTlsIsExpectedIsNotServed() {
        server = server(TlsMode.IMPLICIT, Limits.defaults());
        try (var client = client()) {
            client.send("EHLO client.example.org");
            assertThat(new String(client.readToClose(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("hello");
        }
    }

    @Test
    void handshakeIsNotWaitedForWithoutEnd() {
        server = server(
                TlsMode.IMPLICIT, new Limits(10, 10, 1000, 10, 100, 5, Duration.ofMillis(200), Duration.ofSeconds(5)));
        try (var client = client()) {
            client.send(new byte[] {0x16, 3, 1});
            assertThat(client.closesNow()).isTrue();
        }
    }

    @Test
    void clientThatReadsNothingIsDroppedUnderTlsToo() throws InterruptedException {
        server = server(
                TlsMode.IMPLICIT, new Limits(10, 10, 1000, 10, 100, 5, Duration.ofSeconds(5), Duration.ofMillis(300)));
        try (var client = client()) {
            client.startTls().send("FLOOD 100000000");
            assertThat(client.readLine()).isEqualTo("hello");
            Wait.until(() -> toy.open.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void stopSaysGoodbyeUnderTls(String version) throws IOException {
        server = server(TlsMode.IMPLICIT, Limits.defaults());
        server.start();
        try (var client = connect(version);
                var idling = connect(version)) {
            assertThat(line(client)).isEqualTo("hello\r\n");
            assertThat(line(idling)).isEqualTo("hello\r\n");
            idling.getOutputStream().write("IDLE PT1M\r\n".getBytes(StandardCharsets.US_ASCII));
            server.stop(Duration.ofSeconds(20));
            assertThat(line(client)).isEqualTo("bye: stopping\r\n");
            assertThat(line(idling)).isEqualTo("bye: stopping\r\n");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void idleTimeoutSaysGoodbyeUnderTls(String version) throws IOException {
        server = server(TlsMode.IMPLICIT, Limits.defaults());
        toy.readTimeout = Duration.ofMillis(50);
        server.start();
        try (var client = connect(version)) {
            assertThat(line(client)).isEqualTo("hello\r\n");
            assertThat(line(client)).isEqualTo("bye: idle\r\n");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void waitForACommandMayEndWithinARecord(String version) throws IOException {
        server = server(TlsMode.IMPLICIT, Limits.defaults());
        server.start();
        var plain = new HoldingSocket(server.port());
        try (var client = connect(version, plain)) {
            assertThat(line(client)).isEqualTo("hello\r\n");
            // Within the header of the record that comes next, after it, within what is encrypted
            for (int octets : new int[] {3, 5, 12}) {
                client.getOutputStream().write("WAIT PT0.2S\r\n".getBytes(StandardCharsets.US_ASCII));
                plain.holdAfter(octets);
                client.getOutputStream().write("after\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(line(client)).isEqualTo("wait: TIMEOUT\r\n");
                plain.release();
                assertThat(line(client)).isEqualTo("echo after\r\n");
            }
        }
    }

    @ParameterizedTest // RFC 8314, 4.1
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void oldVersionsAreRefused(String version) {
        server = server(TlsMode.IMPLICIT, Limits.defaults());
        server.start();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> connect(version));
    }

    @ParameterizedTest // RFC 9266, 2
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothEndsKnowTheChannelBinding(String version) throws IOException {
        server = server(TlsMode.IMPLICIT, Limits.defaults());
        server.start();
        try (var client = connect(version)) {
            assertThat(line(client)).isEqualTo("hello\r\n");
            client.getOutputStream().write("BINDING\r\n".getBytes(StandardCharsets.US_ASCII));
            var own = ((ExtendedSSLSession) client.getSession())
                    .exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
            assertThat(line(client)).isEqualTo(HexFormat.of().formatHex(own) + "\r\n");
        }
    }

    @Test
    void plaintextHasNoChannelBinding() {
        try (var client = client()) {
            assertThat(client.readLine()).isEqualTo("hello");
            client.send("BINDING");
            assertThat(client.readLine()).isEqualTo("none");
        }
    }

    @Test
    void clientThatClosesInTheHandshakeLeavesNothing() throws InterruptedException {
        var failure = new AtomicReference<UncheckedIOException>();
        try (var client = client()) {
            assertThat(client.readLine()).isEqualTo("hello");
            client.send("STARTTLS");
            assertThat(client.readLine()).isEqualTo("go ahead");
            client.reset();
        } catch (UncheckedIOException e) {
            failure.set(e);
        }
        Wait.until(() -> toy.open.isEmpty());
        assertThat(failure).hasNullValue();
    }

    private SSLSocket connect(String version) throws IOException {
        return connect(version, new Socket("127.0.0.1", server.port()));
    }

    private SSLSocket connect(String version, Socket plain) throws IOException {
        plain.setSoTimeout(10_000);
        var client = (SSLSocket)
                AnyCertificate.context().getSocketFactory().createSocket(plain, "127.0.0.1", server.port(), true);
        client.setEnabledProtocols(new String[] {version});
        client.startHandshake();
        return client;
    }

    private static String line(SSLSocket client) throws IOException {
        var line = new StringBuilder();
        do {
            int octet = client.getInputStream().read();
            if (octet < 0) {
                return line + "<end>";
            }
            line.append((char) octet);
        } while (line.charAt(line.length() - 1) != '\n');
        return line.toString();
    }

    /** Sends part of what is written, and the rest when it is told to. */
    private static final class HoldingSocket extends Socket {

        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private int passing = Integer.MAX_VALUE;

        HoldingSocket(int port) throws IOException {
            super("127.0.0.1", port);
        }

        void holdAfter(int octets) {
            passing = octets;
        }

        void release() throws IOException {
            passing = Integer.MAX_VALUE;
            super.getOutputStream().write(held.toByteArray());
            held.reset();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            var out = super.getOutputStream();
            return new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    write(new byte[] {(byte) octet}, 0, 1);
                }

                @Override
                public void write(byte[] from, int offset, int length) throws IOException {
                    int now = Math.min(length, passing);
                    out.write(from, offset, now);
                    held.write(from, offset + now, length - now);
                    passing = passing == Integer.MAX_VALUE ? passing : passing - now;
                }
            };
        }
    }
}
