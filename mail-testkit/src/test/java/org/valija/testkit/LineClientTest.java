package org.valija.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineClientTest {

    @Test
    void onlyCrlfEndsALine() throws IOException {
        try (var server = new ScriptedServer(line -> line.send("a\nb\rc\r\n\r\nrest"));
                var client = LineClient.connect(server.port())) {
            assertThat(client.readLine()).isEqualTo("a\\x0ab\\x0dc");
            assertThat(client.readLine()).isEmpty();
            assertThat(client.closesNow()).isFalse();
            assertThat(client.readToClose()).asString(StandardCharsets.US_ASCII).isEqualTo("rest");
            assertThat(client.closesNow()).isTrue();
        }
    }

    @Test
    void aLineIsReadHoweverItsOctetsArrive() throws IOException {
        String words = "0123456789".repeat(5000);
        try (var server = new ScriptedServer(line -> {
                    for (String piece : (words + "\r\n+\r\n").split("(?<=9)", -1)) {
                        line.send(piece);
                    }
                    line.send(words);
                });
                var client = LineClient.connect(server.port())) {
            assertThat(client.readLine()).isEqualTo(words);
            assertThat(client.readLine()).isEqualTo("+");
            assertThat(client.read(words.length()))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo(words);
        }
    }

    @Test
    void aSilentServerTimesOut() throws IOException {
        try (var server = new ScriptedServer(ScriptedServer.Line::read);
                var client = LineClient.connect(server.port()).timeout(Duration.ofMillis(100))) {
            assertThatThrownBy(client::readLine).hasCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void tlsTrustsAnyCertificate() throws IOException {
        try (var server = new ScriptedServer(line -> {
            line.send("+ go\r\n");
            line.read();
            var secured = line.startTls();
            secured.send("secret " + secured.read() + "\n");
        })) {
            server.transcript().play("""
                    S: + go
                    C: STLS
                    C: <starttls>
                    C: x
                    S: secret x
                    S: <close>
                    """);
        }
    }

    @Test
    void tlsMayBeginAtOnce() throws IOException {
        try (var server = new ScriptedServer(line -> line.startTls().send("secret\r\n"))) {
            server.transcript().withImplicitTls().play("S: secret");
        }
    }

    @Test
    void plaintextBeforeTheHandshakeIsAFailure() throws IOException {
        try (var server = new ScriptedServer(line -> {
            line.send("+ go\r\ninjected\r\n");
            line.read();
        })) {
            assertThatThrownBy(() -> server.transcript().play("S: + go\nC: <starttls>"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("plaintext before the TLS handshake: injected");
        }
    }
}
