package org.valija.mailbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/** What is told while PostgreSQL is away, and that all recovers by itself when it is back. */
class DatabaseLossTest {

    @Test
    void theServiceSaysThatItIsUnavailableAndGoesOnWhenTheDatabaseIsBack() throws Exception {
        try (var postgres = TestPostgres.durable();
                var server =
                        MailboxServer.on(postgres.database(), "spring.datasource.hikari.connection-timeout=1000")) {
            var admin = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);
            var account = server.createAccount("ann@loss.example", "a good password");
            try (var feed = new FeedReader(server.url(), MailboxServer.ADMIN_KEY, "", null)) {
                postgres.kill();
                var refused = admin.get("/v1/accounts/" + account);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.problem().type()).isEqualTo("urn:valija:problem:unavailable");
                assertThat(refused.header("Retry-After")).isNotEmpty();
                assertThat(admin.get("/actuator/health/readiness").status()).isEqualTo(503);
                assertThat(admin.get("/actuator/health/liveness").status()).isEqualTo(200);

                postgres.start();
                Eventually.eventually(
                        "ready again",
                        () -> admin.get("/actuator/health/readiness").status() == 200);
                assertThat(admin.get("/v1/accounts/" + account).status()).isEqualTo(200);
                // The feed outlived it, and leaves nothing out
                assertThat(admin.call("PATCH", "/v1/accounts/" + account, "application/json", "{\"quotaBytes\": 4711}")
                                .status())
                        .isEqualTo(200);
                feed.await(1);
            }
        }
    }
}
