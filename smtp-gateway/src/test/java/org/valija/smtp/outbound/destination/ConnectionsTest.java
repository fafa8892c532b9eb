package org.valija.smtp.outbound.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.valija.smtp.outbound.dialogue.Client;
import org.valija.smtp.outbound.dialogue.DialogueException;
import org.valija.smtp.outbound.dialogue.Server;
import org.valija.smtp.outbound.dialogue.Watchdog;
import org.valija.smtp.outbound.tls.ClientTls;
import org.valija.smtp.outbound.tls.TlsDemand;
import org.valija.smtp.settings.OutboundProperties;
import org.valija.testkit.Eventually;
import org.valija.testkit.FakeMx;
import org.valija.testkit.ServerCertificate;

/** Connections that wait for another message, with a source that may have two. */
class ConnectionsTest {

    private static final OutboundProperties SETTINGS = new Binder(
                    new MapConfigurationPropertySource(Map.of("source-connections", "2")))
            .bindOrCreate("", OutboundProperties.class);

    private final FakeMx mx = new FakeMx();
    private final Watchdog watchdog = new Watchdog();
    private final Connections connections = new Connections(
            new Client(
                    "mail.example.org",
                    SETTINGS.timeouts(),
                    ClientTls.trusting(ServerCertificate.forHost("mx.example").client()),
                    watchdog),
            SETTINGS,
            InstantSource.system());

    @AfterEach
    void close() {
        connections.close();
        mx.close();
    }

    private Server server(String host, String source) {
        return new Server(
                host,
                new InetSocketAddress("127.0.0.1", mx.port()),
                InetAddress.ofLiteral(source),
                TlsDemand.OPPORTUNISTIC,
                null);
    }

    private void use(String host, String source) throws DialogueException {
        connections.giveBack(connections.open(server(host, source)));
    }

    private void awaitOpen(int count) {
        Eventually.within(Duration.ofSeconds(30)).until(count + " are open", () -> mx.openConnections() == count);
    }

    @Test
    void theOneThatWaitedLongestMakesRoomForAnotherOfItsSource() throws DialogueException {
        use("a.example", "127.0.0.1");
        use("b.example", "127.0.0.1");
        awaitOpen(2);
        use("c.example", "127.0.0.1");
        awaitOpen(2);
        assertThat(connections.reuse(server("a.example", "127.0.0.1"))).isEmpty();
        assertThat(connections.reuse(server("b.example", "127.0.0.1"))).isPresent();
        assertThat(connections.reuse(server("c.example", "127.0.0.1"))).isPresent();
    }

    @Test
    void anotherSourceHasItsOwn() throws DialogueException {
        use("a.example", "127.0.0.1");
        use("b.example", "127.0.0.1");
        use("c.example", "127.0.0.2");
        awaitOpen(3);
        assertThat(connections.reuse(server("a.example", "127.0.0.1"))).isPresent();
    }
}
