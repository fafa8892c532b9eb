package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.event.CloudEvent;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.LineClient;

/** Who is turned away before the greeting can be found out about, and no flood of them becomes one of events. */
class TurnedAwayTest {

    private static final String REFUSED = "421 4.7.0 mail.example.com has too many connections; try again later";

    private final List<LineClient> connected = new ArrayList<>();

    @Test
    void aNetworkIsToldOfOnceForEachReason() {
        try (var gateway = Gateway.before(
                        Gateway.mailboxes(),
                        "smtp.listeners.mx.listen.trusted-proxies=127.0.0.1/32",
                        "smtp.limits.connections-per-address=1",
                        "smtp.limits.connections-per-network=2");
                var feed = new FeedReader(
                        Gateway.mailboxes().url(),
                        MailboxServer.ADMIN_KEY,
                        "?type=org.valija.message.rejected",
                        null)) {
            assertThat(greeting(gateway, "192.0.2.1")).startsWith("220 ");
            for (int i = 0; i < 20; i++) {
                assertThat(greeting(gateway, "192.0.2.1")).isEqualTo(REFUSED);
            }
            assertThat(greeting(gateway, "192.0.2.2")).startsWith("220 ");
            for (int i = 3; i < 20; i++) {
                assertThat(greeting(gateway, "192.0.2." + i)).isEqualTo(REFUSED);
            }
            assertThat(greeting(gateway, "2001:db8::1")).startsWith("220 ");
            assertThat(greeting(gateway, "2001:db8::2")).isEqualTo(REFUSED);

            // In their order: the last one says that no more of the others will come
            feed.await(3);
            var told = feed.events().stream().map(CloudEvent::data).toList();
            assertThat(told)
                    .extracting(data -> data.path("clientAddress").asString() + " "
                            + data.path("reason").asString())
                    .containsExactly(
                            "192.0.2.1 too-many-from-address",
                            "192.0.2.3 too-many-from-network",
                            "2001:db8:0:0:0:0:0:2 too-many-from-address");
            assertThat(told).allSatisfy(data -> {
                assertThat(data.path("stage").asString()).isEqualTo("connection");
                assertThat(data.path("reply").asString()).isEqualTo(REFUSED);
                assertThat(data.path("traceId").asString()).matches("[0-9a-f]{32}");
            });
        } finally {
            connected.forEach(LineClient::close);
        }
    }

    private String greeting(Gateway gateway, String address) {
        var client = LineClient.connect(gateway.port("mx"));
        connected.add(client);
        boolean ipv6 = address.contains(":");
        client.send("PROXY %s %s %s 4000 25"
                .formatted(ipv6 ? "TCP6" : "TCP4", address, ipv6 ? "2001:db8:ffff::1" : "203.0.113.1"));
        return client.readLine();
    }
}
