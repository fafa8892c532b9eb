package org.valija.mailbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.TestPostgres;

/** How often callers may call, and what the headers tell them. */
class RateLimitTest {

    private static MailboxServer server;
    private static UserSession annSession;
    private static UserSession bobSession;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(
                TestPostgres.database(),
                "mailbox.rate-limit.administrator=1000",
                "mailbox.rate-limit.user=5",
                "mailbox.rate-limit.anonymous=20",
                "mailbox.rate-limit.window=1h");
        server.createAccount("ann@limits.example", "correct horse");
        server.createAccount("bob@limits.example", "correct horse");
        // Before a test uses up what nobody may ask
        annSession = server.loginOverRest("ann@limits.example", "correct horse");
        bobSession = server.loginOverRest("bob@limits.example", "correct horse");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aUserWhoAsksTooOftenIsToldWhenToGoOn() {
        var ann = new RawHttp(server.url(), annSession.token().value());
        var path = "/v1/accounts/" + annSession.account() + "/mailboxes";
        for (int left = 4; left >= 0; left--) {
            var answer = ann.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"user\";q=5;w=3600");
            assertThat(answer.header("RateLimit")).startsWith("\"user\";r=" + left + ";t=");
        }
        var refused = ann.get(path);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem().type()).isEqualTo("urn:valija:problem:rate-limited");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 720L);
        assertThat(refused.header("RateLimit")).startsWith("\"user\";r=0;t=");

        assertThat(new RawHttp(server.url(), bobSession.token().value())
                        .get("/v1/accounts/" + bobSession.account())
                        .status())
                .as("another user's")
                .isEqualTo(200);
    }

    @Test
    void whoIsNobodyIsLimitedByAddress() {
        var nobody = new RawHttp(server.url(), null);
        int refused = 0;
        for (int i = 0; i < 25; i++) {
            refused += nobody.get("/v1/domains").status() == 429 ? 1 : 0;
        }
        assertThat(refused).isPositive();
        assertThat(nobody.get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void protocolServicesAndTheirUsersHaveNoLimitHere() {
        var smtp = new RawHttp(server.url(), MailboxServer.credential(ServiceName.SMTP));
        var session = server.login("ann@limits.example", "correct horse");
        var ann = new RawHttp(server.url(), session.token().value());
        for (int i = 0; i < 10; i++) {
            var answer = smtp.get("/v1/recipients?address=ann@limits.example&size=0");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("RateLimit")).isEmpty();
            assertThat(ann.get("/v1/accounts/" + session.account() + "/mailboxes")
                            .status())
                    .isEqualTo(200);
        }
    }
}
