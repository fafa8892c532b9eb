package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.valija.line.tls.Tls;
import org.valija.testkit.LineClient;

@Timeout(60)
class LineServerTest {

    private static final Tls TLS = Tls.selfSigned("mail.example.org");

    private final ToyProtocol toy = new ToyProtocol();
    private LineServer server = server(Limits.defaults());

    private LineServer server(Limits limits) {
        return new LineServer("toy", Listener.onLoopback(TlsMode.STARTTLS), limits, TLS, toy);
    }

    private LineClient client() {
        server.start();
        var client = LineClient.connect(server.port());
        assertThat(client.readLine()).isEqualTo("hello");
        return client;
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @Test
    void pipelinedCommandsAreAnsweredInOrder() {
        try (var client = client()) {
            client.send("one\r\ntwo\r\nthree");
            assertThat(client.readLine()).isEqualTo("echo one");
            assertThat(client.readLine()).isEqualTo("echo two");
            assertThat(client.readLine()).isEqualTo("echo three");
        }
    }

    @Test
    void badLinesAreAnsweredAndTheSessionGoesOn() {
        try (var client = client()) {
            client.send("x".repeat(10_000));
            assertThat(client.readLine()).isEqualTo("error: LineTooLongException");
            client.send("a\rb");
            assertThat(client.readLine()).isEqualTo("error: BareLineEndException");
            client.send("typed in nc\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.readLine()).isEqualTo("error: BareLineEndException");
            client.send("rest of it");
            client.send("fine");
            assertThat(client.readLine()).isEqualTo("echo fine");
        }
    }

    @Test
    void messageWithBareLineEndsIsConsumed() {
        try (var client = client()) {
            client.send("DATA\r\nSubject: x\r\n\n.\n\nMAIL FROM:<>\r\n.");
            assertThat(client.readLine()).isEqualTo("send it");
            assertThat(client.readLine()).isEqualTo("message: 30 bare");
            client.send("fine");
            assertThat(client.readLine()).isEqualTo("echo fine");
        }
    }

    @Test
    void faultEndsTheConnectionAndSaysNothing() {
        try (var client = client()) {
            client.send("FAIL");
            assertThat(client.readToClose()).isEmpty();
        }
        try (var client = client()) {
            client.send("LEAVE\r\nabc\r\nQUIT\r\n.");
            assertThat(client.readToClose()).isEmpty();
        }
    }

    @Test
    void lastReplyReachesAClientThatIsStillSending() {
        for (int run = 0; run < 20; run++) {
            try (var client = client()) {
                client.send("QUIT\r\n" + "more\r\n".repeat(5000));
                assertThat(client.readLine()).isEqualTo("bye");
            }
        }
    }

    @Test
    void idleClientHearsGoodbye() {
        toy.readTimeout = Duration.ofMillis(50);
        try (var client = client()) {
            assertThat(client.readLine()).isEqualTo("bye: idle");
            assertThat(client.closesNow()).isTrue();
        }
    }

    @Test
    void clientThatTricklesALineIsIdle() throws InterruptedException {
        toy.readTimeout = Duration.ofMillis(300);
        try (var client = client()) {
            Wait.until(() -> {
                try {
                    client.send(new byte[] {'x'});
                    return client.socket().getInputStream().available() > 0;
                } catch (IOException | UncheckedIOException _) {
                    return true;
                }
            });
            assertThat(client.readLine()).isEqualTo("bye: idle");
        }
    }

    @Test
    void clientThatReadsNothingIsDropped() throws InterruptedException {
        server = server(new Limits(10, 10, 1000, 100, 1000, 5, Duration.ofSeconds(5), Duration.ofMillis(300)));
        try (var client = client()) {
            client.send("FLOOD 100000000");
            Wait.until(() -> toy.open.isEmpty());
        }
    }

    @Test
    void vanishedClientLeavesNothingBehind() throws InterruptedException {
        for (var unfinished : List.of("", "half a line", "LITERAL 100\r\nabc", "DATA\r\nabc\r\n.", "IDLE PT1M\r\n")) {
            try (var client = client()) {
                client.send(unfinished.getBytes(StandardCharsets.US_ASCII));
                client.reset();
            }
        }
        Wait.until(() -> toy.open.isEmpty());
    }

    @Test
    void idleEndsWithInputWakeOrTime() throws InterruptedException {
        try (var client = client()) {
            client.send("IDLE PT0.02S");
            assertThat(client.readLine()).isEqualTo("idle: TIMEOUT");
            // The read of the wait that ended is still under way
            client.send("between");
            assertThat(client.readLine()).isEqualTo("echo between");

            client.send("IDLE PT1M");
            client.send("DONE");
            assertThat(client.readLine()).isEqualTo("idle: INPUT");
            assertThat(client.readLine()).isEqualTo("echo DONE");

            client.send("IDLE PT1M");
            toy.open.getFirst().wake();
            assertThat(client.readLine()).isEqualTo("idle: WOKEN");
            client.send("x".repeat(1000) + "\r\nlast");
            assertThat(client.readLine()).isEqualTo("echo " + "x".repeat(1000));
            assertThat(client.readLine()).isEqualTo("echo last");
        }
    }

    @Test
    void waitForACommandEndsWithInputWakeOrTime() throws InterruptedException {
        try (var client = client()) {
            client.send("WAIT PT0.02S");
            assertThat(client.readLine()).isEqualTo("wait: TIMEOUT");
            client.send("between");
            assertThat(client.readLine()).isEqualTo("echo between");

            client.send("WAIT PT1M");
            client.send("next");
            assertThat(client.readLine()).isEqualTo("wait: INPUT");
            assertThat(client.readLine()).isEqualTo("echo next");

            client.send("WAIT PT1M");
            toy.open.getFirst().wake();
            assertThat(client.readLine()).isEqualTo("wait: WOKEN");

            client.send("WAIT PT1M\r\nha".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.readLine()).isEqualTo("wait: INPUT");
            client.send("lf");
            // Longer than a client in conversation is waited for by one thread
            client.send("WAIT PT1.2S");
            assertThat(client.readLine()).isEqualTo("echo half");
            assertThat(client.readLine()).isEqualTo("wait: TIMEOUT");
            client.send("last");
            assertThat(client.readLine()).isEqualTo("echo last");
        }
    }

    @Test
    void clientThatLeavesWhileACommandIsAwaitedLeavesNothing() throws InterruptedException {
        try (var client = client()) {
            client.send("WAIT PT1M");
        }
        Wait.until(() -> toy.open.isEmpty());
    }

    @Test
    void stopSaysGoodbyeToIdleClientsAndClosesThePort() {
        try (var reading = client();
                var idling = client();
                var waiting = client();
                var quiet = client()) {
            idling.send("IDLE PT1M");
            waiting.send("WAIT PT1M");
            quiet.send("IDLE PT0.01S");
            assertThat(quiet.readLine()).isEqualTo("idle: TIMEOUT");
            int port = server.port();
            server.stop(Duration.ofSeconds(20));
            for (var client : List.of(reading, idling, waiting, quiet)) {
                assertThat(client.readLine()).isEqualTo("bye: stopping");
                assertThat(client.closesNow()).isTrue();
            }
            assertThat(toy.open).isEmpty();
            assertThat(server.isRunning()).isFalse();
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> LineClient.connect(port));
        }
    }

    @Test
    void stopLetsAMessageUnderWayArrive() throws InterruptedException {
        try (var client = client()) {
            client.send("DATA\r\nfirst half");
            assertThat(client.readLine()).isEqualTo("send it");
            var stopping = Thread.ofVirtual().start(() -> server.stop(Duration.ofSeconds(20)));
            Wait.until(() -> toy.open.getFirst().stopping());
            client.send("second half\r\n.");
            assertThat(client.readLine()).isEqualTo("message: 25");
            assertThat(client.readLine()).isEqualTo("bye: stopping");
            stopping.join();
        }
    }

    @Test
    void stopClosesWhoDoesNotEndInTime() throws InterruptedException {
        try (var client = client()) {
            client.send("DATA\r\nnever ended");
            assertThat(client.readLine()).isEqualTo("send it");
            server.stop(Duration.ofMillis(1));
            assertThat(client.readToClose()).isEmpty();
            Wait.until(() -> toy.open.isEmpty());
        }
    }

    @Test
    void startsAgainAfterAStop() {
        client().close();
        server.stop(Duration.ofSeconds(5));
        client().close();
    }

    @Test
    void oneAddressGetsNoMoreThanItsShare() throws InterruptedException {
        server = server(new Limits(100, 3, 1000, 1000, 1000, 5, Duration.ofSeconds(5), Duration.ofSeconds(5)));
        var clients = new ArrayList<LineClient>();
        for (int i = 0; i < 3; i++) {
            clients.add(client());
        }
        try (var refused = LineClient.connect(server.port())) {
            assertThat(refused.readLine()).isEqualTo("too many");
            assertThat(refused.closesNow()).isTrue();
        }
        assertThat(toy.refused).singleElement().asString().matches("[0-9a-f]{32} 127.0.0.1 TOO_MANY_FROM_ADDRESS");
        clients.getFirst().close();
        Wait.until(() -> toy.open.size() == 2);
        clients.add(reconnect());
        clients.forEach(LineClient::close);
    }

    /** The server counts a connection out a moment after its handler has left. */
    private LineClient reconnect() throws InterruptedException {
        var admitted = new ArrayList<LineClient>();
        Wait.until(() -> {
            var client = LineClient.connect(server.port());
            if (client.readLine().equals("hello")) {
                return admitted.add(client);
            }
            client.close();
            return false;
        });
        return admitted.getFirst();
    }

    @Test
    void allTogetherGetNoMoreThanThereIs() {
        server = server(new Limits(2, 100, 1000, 1000, 1000, 5, Duration.ofSeconds(5), Duration.ofSeconds(5)));
        try (var _ = client();
                var _ = client();
                var refused = LineClient.connect(server.port())) {
            assertThat(refused.readLine()).isEqualTo("too many");
            assertThat(refused.closesNow()).isTrue();
        }
        assertThat(toy.refused).singleElement().asString().endsWith(" TOO_MANY_CONNECTIONS");
    }

    @Test
    void whoComesTooOftenIsRefused() {
        server = server(new Limits(100, 100, 1000, 3, 1000, 5, Duration.ofSeconds(5), Duration.ofSeconds(5)));
        for (int i = 0; i < 3; i++) {
            client().close();
        }
        try (var refused = LineClient.connect(server.port())) {
            assertThat(refused.readLine()).isEqualTo("too many");
        }
    }

    @Test
    void metersCountConnections() throws InterruptedException {
        server = server(new Limits(100, 1, 1000, 1000, 1000, 5, Duration.ofSeconds(5), Duration.ofSeconds(5)));
        var meters = new SimpleMeterRegistry();
        server.bindTo(meters);
        try (var _ = client();
                var refused = LineClient.connect(server.port())) {
            assertThat(refused.readLine()).isEqualTo("too many");
            assertThat(meters.get("line.connections.open")
                            .tag("listener", "toy")
                            .gauge()
                            .value())
                    .isPositive();
        }
        assertThat(meters.get("line.connections.accepted").functionCounter().count())
                .isEqualTo(1);
        assertThat(meters.get("line.connections.refused").functionCounter().count())
                .isEqualTo(1);
        Wait.until(() -> meters.get("line.connections.open").gauge().value() == 0);
    }
}
