package org.valija.smtp.outbound.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.valija.mailbox.api.outbound.SmartHost;
import org.valija.mailbox.api.outbound.SmartHostTls;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsResolver;
import org.valija.smtp.outbound.dialogue.Login;
import org.valija.smtp.outbound.dialogue.Server;
import org.valija.smtp.outbound.tls.TlsDemand;
import org.valija.smtp.outbound.tls.TlsPolicy;
import org.valija.smtp.settings.DnsProperties;
import org.valija.smtp.settings.OutboundProperties;
import org.valija.testkit.DnsZone;

/** Which servers a destination has, over a DNS of the test. */
class RoutesTest {

    private static DnsZone zone;
    private static Dns dns;

    @BeforeAll
    static void start() throws Exception {
        zone = new DnsZone()
                .mx("two.example", 10, "a.two.example")
                .mx("two.example", 10, "b.two.example")
                .mx("two.example", 5, "first.two.example")
                .address("first.two.example", "203.0.113.1")
                .address("a.two.example", "203.0.113.2")
                .address("a.two.example", "2001:db8::2")
                .address("b.two.example", "203.0.113.3")
                .address("alone.example", "203.0.113.4")
                .mx("null.example", 0, ".")
                .mx("unreachable.example", 10, "nowhere.example")
                .mx("ours.example", 10, "mail.example.org")
                .mx("ours.example", 20, "a.two.example")
                .mx("backup.example", 10, "a.two.example")
                .mx("backup.example", 20, "MAIL.example.org")
                .mx("backup.example", 30, "b.two.example")
                .mx("circle.example", 10, "lo.example")
                .address("lo.example", "127.0.0.9")
                .mx("balanced.example", 10, "balancer.example")
                .address("balancer.example", "198.51.100.1")
                .mx("away.example", 10, "away.two.example")
                .mx("halfaway.example", 10, "away.two.example")
                .mx("halfaway.example", 20, "b.two.example")
                .fails("away.two.example")
                .fails("dead.example");
        var server = new DnsProperties.Server(InetAddress.getLoopbackAddress(), zone.port());
        dns = new DnsResolver(new DnsProperties(List.of(server), Duration.ofSeconds(2), 1, 100));
    }

    @AfterAll
    static void stop() {
        zone.close();
    }

    private static OutboundProperties settings(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("", OutboundProperties.class);
    }

    private static Routes routes(Map<String, String> settings, long seed) {
        var ourselves = new Ourselves("mail.example.org", Set.of(25), Set.of(InetAddress.ofLiteral("198.51.100.1")));
        return new Routes(dns, TlsPolicy.OPPORTUNISTIC, ourselves, settings(settings), new Random(seed));
    }

    private static String text(Route route) {
        return switch (route) {
            case Route.Servers(var servers) ->
                String.join(
                        " ",
                        servers.stream()
                                .map(it -> it.address().getAddress().getHostAddress())
                                .toList());
            case Route.Nobody() -> "nobody";
            case Route.Nowhere(var failure) -> failure.status();
        };
    }

    @ParameterizedTest // RFC 5321, 5.1; RFC 7505, 3; RFC 3463, 3
    @CsvSource(delimiter = '|', textBlock = """
            alone.example            | 203.0.113.4
            [203.0.113.77]             | 203.0.113.77
            [IPv6:2001:db8::5]       | 2001:db8:0:0:0:0:0:5
            null.example             | 5.1.10
            nobody.example           | 5.4.4
            unreachable.example      | 5.4.4
            ours.example             | 5.4.6
            circle.example           | 5.4.6
            balanced.example         | 5.4.6
            backup.example           | 2001:db8:0:0:0:0:0:2 203.0.113.2
            away.example             | 4.4.3
            halfaway.example         | 203.0.113.3
            dead.example             | 4.4.3
            """)
    void findsTheServersOfADestination(String destination, String expected) {
        assertThat(text(routes(Map.of(), 1).to(destination, null, false))).isEqualTo(expected);
    }

    @Test // RFC 5321, 5.1: equal ones get their share each
    void shufflesEqualPreferences() {
        var seen = new HashSet<String>();
        for (int seed = 0; seed < 20; seed++) {
            seen.add(text(routes(Map.of("ipv6", "false"), seed).to("two.example", null, false)));
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "203.0.113.1 203.0.113.2 203.0.113.3", "203.0.113.1 203.0.113.3 203.0.113.2");
    }

    @Test
    void triesTheFamiliesAndAddressesThatAreSet() {
        assertThat(text(routes(Map.of("ipv4", "false"), 1).to("backup.example", null, false)))
                .isEqualTo("2001:db8:0:0:0:0:0:2");
        assertThat(text(routes(Map.of("addresses", "1", "ipv6", "false"), 1).to("two.example", null, false)))
                .isEqualTo("203.0.113.1");
        var route = routes(Map.of("sources", "203.0.113.111,2001:db8::1"), 1).to("backup.example", null, false);
        assertThat(((Route.Servers) route).servers())
                .extracting(it -> it.source() == null ? "" : it.source().getHostAddress())
                .containsExactly("2001:db8:0:0:0:0:0:1", "203.0.113.111");
    }

    @Test // RFC 8689, 4.2.1
    void whoRequiresTlsGetsServersThatProveWhoTheyAre() {
        var route = routes(Map.of(), 1).to("alone.example", null, true);
        assertThat(((Route.Servers) route).servers()).extracting(Server::tls).containsExactly(TlsDemand.VERIFIED);
    }

    @Test
    void aSmartHostTakesTheMailOfOthers() {
        var host = new SmartHost("alone.example", 587, SmartHostTls.OPPORTUNISTIC, "us", "secret");
        var server = ((Route.Servers) routes(Map.of(), 1).to("anything.example", host, false))
                .servers()
                .getFirst();
        assertThat(server.address().getPort()).isEqualTo(587);
        assertThat(server.login()).isEqualTo(new Login("us", "secret"));
        // A password never goes in the clear: RFC 8314, 3
        assertThat(server.tls()).isEqualTo(TlsDemand.ENCRYPTED);
        var away = new SmartHost("nobody.example", 587, SmartHostTls.VERIFIED, null, null);
        assertThat(text(routes(Map.of(), 1).to("anything.example", away, false)))
                .isEqualTo("4.4.4");
    }
}
