package org.valija.mailbox.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.Eventually;

/** What Prometheus is told, and that docs/operations.md lists it all. */
class MetricsTest {

    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^# TYPE (valija_[a-z_]+) ", Pattern.MULTILINE);

    private final MailboxServer server = MailboxServer.shared();

    private String scrape() {
        return new RawHttp(server.url(), null).get("/actuator/prometheus").body();
    }

    private void deliver(String... recipients) {
        var envelope = new Envelope("", List.of(recipients), "ESMTP", null, null, "trace");
        server.client(ServiceName.SMTP).api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
            out.write(envelope);
            out.write("Subject: counted\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }));
    }

    @Test
    void whatHappensIsCountedByWhatItMeansAndTheManualListsIt() throws IOException {
        server.createAccount("ann@metrics.example", "correct horse");
        try (var feed = new FeedReader(server.url(), MailboxServer.ADMIN_KEY, "?domain=metrics.example", null)) {
            deliver("ann@metrics.example", "nobody@metrics.example");
            server.login("ann@metrics.example", "correct horse");
            assertThatThrownBy(() -> server.login("ann@metrics.example", "wrong"))
                    .isInstanceOf(MailboxException.NotAuthenticated.class);
            server.runJob("event-partitions");
            feed.await(2);
            Eventually.eventuallyPasses(
                    "all is counted",
                    () -> assertThat(scrape())
                            .contains("valija_deliveries_total{outcome=\"delivered\"}")
                            .contains("valija_deliveries_total{outcome=\"not-found\"}")
                            .contains("valija_delivery_batch_messages_count")
                            .contains("valija_delivery_commit_seconds_bucket")
                            .contains("valija_delivery_waiting_messages")
                            .contains("valija_logins_total{outcome=\"succeeded\",protocol=\"imap\"}")
                            .contains("valija_logins_total{outcome=\"not-authenticated\",protocol=\"imap\"}")
                            .contains("valija_job_runs_seconds_count{job=\"event-partitions\",outcome=\"succeeded\"}")
                            .contains("valija_feed_lag_seconds_bucket")
                            .containsPattern("valija_feed_followers [1-9]")
                            .contains("valija_feed_slowest_seconds")
                            .containsPattern("valija_outbound_waiting_recipients [0-9]")
                            .containsPattern("valija_outbound_state_recipients\\{state=\"held\"} [0-9]")
                            .containsPattern("valija_outbound_oldest_seconds [0-9]")
                            .containsPattern("http_server_requests_seconds_bucket\\{.*uri=\"/v1/deliveries\"")
                            .contains("hikaricp_connections_pending"));
        }
        var section = Files.readString(PAGE).split("(?m)^## Metrics$", 2)[1].split("(?m)^## ", 2)[0];
        var documented = ROW.matcher(section).results().map(row -> row.group(1)).collect(Collectors.toSet());
        assertThat(scrape()).contains(documented.toArray(String[]::new));
        assertThat(documented).containsAll(ours());
    }

    private Set<String> ours() {
        return TYPE.matcher(scrape())
                .results()
                .map(type -> type.group(1))
                .filter(name -> !name.endsWith("_max"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noLabelTellsWhoseItIs() {
        var account = server.createAccount("bob@metrics.example", "correct horse");
        var admin = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);
        admin.get("/v1/accounts/" + account);
        admin.get("/v1/nowhere/at-all-4711");
        Eventually.eventuallyPasses(
                "the request is counted",
                () -> assertThat(scrape())
                        .contains("uri=\"/v1/accounts/{account}\"")
                        .doesNotContain("/v1/accounts/" + account + "\"")
                        .doesNotContain("at-all-4711")
                        .doesNotContain("metrics.example"));
    }
}
