package org.valija.mailbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/** A follower that takes nothing is seen in the metrics, and let go in the end. */
class StalledFollowerTest {

    private static final Pattern SLOWEST = Pattern.compile("^valija_feed_slowest_seconds (\\S+)$", Pattern.MULTILINE);
    private static final Pattern FOLLOWERS = Pattern.compile("^valija_feed_followers (\\S+)$", Pattern.MULTILINE);
    /** More than the buffers of both ends hold. */
    private static final int EVENTS = 40_000;

    private static double metric(MailboxServer server, Pattern line) {
        var scraped = line.matcher(
                new RawHttp(server.url(), null).get("/actuator/prometheus").body());
        assertThat(scraped.find()).isTrue();
        return Double.parseDouble(scraped.group(1));
    }

    @Test
    void aFollowerThatStallsIsToldOfHoldsUpNobodyAndIsLetGo() throws IOException {
        try (var server = MailboxServer.on(TestPostgres.database(), "server.tomcat.connection-timeout=3s");
                var stalled = new Socket("127.0.0.1", server.port())) {
            stalled.getOutputStream()
                    .write(("GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + MailboxServer.ADMIN_KEY + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Eventually.eventually("it follows", () -> metric(server, FOLLOWERS) == 1);
            assertThat(metric(server, SLOWEST)).isZero();
            server.database()
                    .execute("insert into event (type, data) select 'org.valija.moon.risen',"
                            + " jsonb_build_object('phase', repeat('x', 1000)) from generate_series(1, " + EVENTS
                            + ")");
            Eventually.eventually("it is behind", () -> metric(server, SLOWEST) > 0.5);
            try (var reads =
                    new FeedReader(server.url(), MailboxServer.ADMIN_KEY, "?type=org.valija.account.changed", null)) {
                server.createAccount("ann@stalled.example", "correct horse");
                reads.await(1);
                Eventually.eventually("it is let go", () -> metric(server, FOLLOWERS) == 1);
                Eventually.eventually("nobody is behind", () -> metric(server, SLOWEST) == 0);
            }
        }
    }
}
