package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.line.proxy.AddressRange;
import org.valija.line.tls.Tls;
import org.valija.testkit.LineClient;

@Timeout(60)
class ProxiedConnectionTest {

    private static final Tls TLS = Tls.selfSigned("mail.example.org");
    private static final String V2 = "0d0a0d0a000d0a515549540a";

    private LineServer server = server(TlsMode.STARTTLS, "127.0.0.0/8", Limits.defaults());

    private static LineServer server(TlsMode mode, String trusted, Limits limits) {
        var listener = new Listener(
                InetAddress.getLoopbackAddress(),
                0,
                mode,
                List.of(AddressRange.of(trusted)),
                10,
                Duration.ofSeconds(1));
        return new LineServer("toy", listener, limits, TLS, new ToyProtocol());
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
    void clientIsWhoTheProxySays() {
        try (var client = client()) {
            client.send("PROXY TCP4 192.0.2.1 198.51.100.2 56324 25\r\nADDRESS");
            assertThat(client.readLine()).isEqualTo("hello");
            assertThat(client.readLine()).isEqualTo("192.0.2.1:56324 tls=false");
        }
        try (var client = client()) {
            client.send(HexFormat.of().parseHex(V2 + "2111000cc0000201c6336402dc040019"));
            assertThat(client.readLine()).isEqualTo("hello");
            client.send("ADDRESS");
            assertThat(client.readLine()).isEqualTo("192.0.2.1:56324 tls=false");
        }
    }

    @Test
    void healthCheckIsItself() {
        try (var client = client()) {
            client.send(HexFormat.of().parseHex(V2 + "20000000"));
            assertThat(client.readLine()).isEqualTo("hello");
            client.send("ADDRESS");
            assertThat(client.readLine())
                    .isEqualTo("127.0.0.1:" + client.socket().getLocalPort() + " tls=false");
        }
    }

    @Test
    void tlsBeginsRightAfterTheHeader() {
        server = server(TlsMode.IMPLICIT, "127.0.0.1", Limits.defaults());
        try (var client = client()) {
            client.send("PROXY TCP4 192.0.2.1 198.51.100.2 56324 993");
            client.startTls();
            assertThat(client.readLine()).isEqualTo("hello");
            client.send("ADDRESS");
            assertThat(client.readLine()).isEqualTo("192.0.2.1:56324 tls=true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO x\r\n", "PROXY TCP4 x\r\n", "\r\n\r\n\0\r\nQUIX"})
    void malformedHeaderClosesTheConnection(String sent) {
        try (var client = client()) {
            client.send(sent.getBytes(StandardCharsets.US_ASCII));
            assertThat(client.readToClose()).isEmpty();
        }
    }

    @Test
    void headerIsNotWaitedForWithoutEnd() {
        server = server(
                TlsMode.STARTTLS,
                "127.0.0.1",
                new Limits(10, 10, 1000, 10, 100, 5, Duration.ofMillis(100), Duration.ofSeconds(5)));
        try (var client = client()) {
            assertThat(client.readToClose()).isEmpty();
        }
    }

    @Test
    void headerFromAnybodyElseIsAnUnknownCommand() {
        server = server(TlsMode.STARTTLS, "192.0.2.0/24", Limits.defaults());
        try (var client = client()) {
            assertThat(client.readLine()).isEqualTo("hello");
            client.send("PROXY TCP4 192.0.2.1 198.51.100.2 56324 25");
            assertThat(client.readLine()).isEqualTo("echo PROXY TCP4 192.0.2.1 198.51.100.2 56324 25");
        }
    }

    @Test
    void limitsHoldForTheClientAndNotForTheProxy() {
        server = server(
                TlsMode.STARTTLS,
                "127.0.0.1",
                new Limits(100, 1, 1000, 100, 100, 5, Duration.ofSeconds(5), Duration.ofSeconds(5)));
        try (var first = client();
                var second = client();
                var third = client()) {
            first.send("PROXY TCP6 2001:db8::1 2001:db8::2 1 25");
            assertThat(first.readLine()).isEqualTo("hello");
            second.send("PROXY TCP6 2001:db8:0:1::1 2001:db8::2 1 25");
            assertThat(second.readLine()).isEqualTo("hello");
            // The same /64 as the first
            third.send("PROXY TCP6 2001:db8::ffff:1 2001:db8::2 1 25");
            assertThat(third.readLine()).isEqualTo("too many");
        }
    }
}
