package org.valija.mailbox.livesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.apikey.AdminRole;
import org.valija.mailbox.api.apikey.ApiKeysApi;
import org.valija.mailbox.api.apikey.NewApiKey;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.mailbox.api.livesession.LiveSession;
import org.valija.mailbox.api.livesession.LiveSessionReport;
import org.valija.mailbox.api.livesession.LiveSessionReport.Opened;
import org.valija.mailbox.api.livesession.LiveSessionsApi;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/** Who is connected, as protocol services report it to any replica. */
class LiveSessionsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final SettableClock CLOCK = new SettableClock();

    private static MailboxServer server;
    private static MailboxServer replica;

    private final int number = NUMBER.incrementAndGet();
    private final String node = "node" + number;
    private final String domain = "d" + number + ".live.example";
    private final AccountId account = server.createAccount("ann@" + domain, "a good password");
    private final LiveSessionsApi admin = server.client().api(LiveSessionsApi.class);
    private final LiveSessionsApi imap = replica.client(ServiceName.IMAP).api(LiveSessionsApi.class);

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer());
        replica = MailboxServer.on(server.database(), CLOCK.inServer());
    }

    @AfterAll
    static void stop() {
        replica.close();
        server.close();
    }

    private Opened opened(String id) {
        return new Opened(node + "." + id, account, "192.0.2.1", Instant.parse("2026-03-01T09:30:00Z"));
    }

    private List<LiveSession> list() {
        return admin.list(account, null, null, null, null).items();
    }

    @Test
    void whatOneReplicaIsToldTheOtherShows() {
        imap.report(node, new LiveSessionReport(true, List.of(opened("1"), opened("2")), List.of()));
        assertThat(list())
                .containsExactly(
                        new LiveSession(
                                node + ".1",
                                account,
                                "ann@" + domain,
                                Protocol.IMAP,
                                "192.0.2.1",
                                Instant.parse("2026-03-01T09:30:00Z")),
                        new LiveSession(
                                node + ".2",
                                account,
                                "ann@" + domain,
                                Protocol.IMAP,
                                "192.0.2.1",
                                Instant.parse("2026-03-01T09:30:00Z")));
        imap.report(node, new LiveSessionReport(false, List.of(opened("3")), List.of(node + ".1")));
        assertThat(list()).extracting(LiveSession::id).containsExactly(node + ".2", node + ".3");
        assertThat(admin.list(null, domain, "imap", null, null).items()).hasSize(2);
        assertThat(admin.list(null, domain, "pop3", null, null).items()).isEmpty();
        var first = admin.list(account, null, null, null, 1);
        assertThat(admin.list(account, null, null, first.next(), 1).items())
                .extracting(LiveSession::id)
                .containsExactly(node + ".3");
    }

    @Test
    void thoseOfAProcessThatIsSilentAreNotShown() {
        imap.report(node, new LiveSessionReport(true, List.of(opened("1")), List.of()));
        CLOCK.advance(Duration.ofSeconds(16));
        assertThat(list()).isEmpty();
        var orders = imap.report(node, new LiveSessionReport(false, List.of(), List.of()));
        assertThat(orders.resend()).isFalse();
        assertThat(list()).hasSize(1);
        // Forgotten when others report; it is asked for all of it then
        CLOCK.advance(Duration.ofMinutes(6));
        imap.report("other" + node, new LiveSessionReport(true, List.of(), List.of()));
        assertThat(imap.report(node, new LiveSessionReport(false, List.of(), List.of()))
                        .resend())
                .isTrue();
    }

    @Test
    void aSessionIsDisconnectedByAnOrderToItsProcess() {
        imap.report(node, new LiveSessionReport(true, List.of(opened("1"), opened("2")), List.of()));
        admin.disconnect(node + ".2");
        assertThat(imap.report(node, new LiveSessionReport(false, List.of(), List.of()))
                        .disconnect())
                .containsExactly(node + ".2");
        assertThatThrownBy(() -> admin.disconnect(node + ".9")).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void whoAdministersADomainSeesAndEndsItsSessionsAlone() {
        imap.report(node, new LiveSessionReport(true, List.of(opened("1")), List.of()));
        var keys = server.client().api(ApiKeysApi.class);
        var own = keys.create(new NewApiKey("own", AdminRole.PROVISION, domain, null));
        server.createAccount("eve@other" + domain, "a good password");
        var other = keys.create(new NewApiKey("other", AdminRole.FULL, "other" + domain, null));
        var others = server.client(other.key()).api(LiveSessionsApi.class);
        assertThat(others.list(null, null, null, null, null).items()).isEmpty();
        assertThatThrownBy(() -> others.disconnect(node + ".1")).isInstanceOf(MailboxException.NotFound.class);
        var owns = server.client(own.key()).api(LiveSessionsApi.class);
        assertThat(owns.list(null, null, null, null, null).items()).hasSize(1);
        owns.disconnect(node + ".1");
    }

    @Test
    void onlyProtocolServicesReport() {
        var path = "/v1/live-sessions/nodes/" + node;
        var json = """
                {"whole": true, "opened": [], "closed": []}""";
        assertThat(new RawHttp(server.url(), MailboxServer.ADMIN_KEY)
                        .call("PUT", path, "application/json", json)
                        .status())
                .isEqualTo(403);
        assertThat(new RawHttp(server.url(), MailboxServer.credential(ServiceName.IMAP))
                        .get("/v1/live-sessions")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"opened": [], "closed": []}                                                                              | whole
            {"whole": true, "closed": []}                                                                             | opened
            {"whole": true, "opened": [{"id": "", "account": 1, "clientAddress": "::1", "since": "2026-03-01T09:30:00Z"}], "closed": []} | opened[0].id
            {"whole": true, "opened": [{"id": "a", "account": 1, "clientAddress": "here", "since": "2026-03-01T09:30:00Z"}], "closed": []} | opened[0].clientAddress
            """)
    void whatIsWrongIsNamed(String json, String field) {
        var answer = new RawHttp(server.url(), MailboxServer.credential(ServiceName.IMAP))
                .call("PUT", "/v1/live-sessions/nodes/" + node, "application/json", json);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().field()).isEqualTo(field);
    }

    @Test
    void theClientReportsWhatOpensAndClosesAndObeys() throws SQLException {
        try (var live = new LiveSessions(imap)) {
            var ended = new AtomicInteger();
            var first = live.opened(account, "192.0.2.1", () -> ended.addAndGet(1));
            live.opened(account, "192.0.2.2", () -> ended.addAndGet(10));
            Eventually.eventually("both are shown", () -> list().size() == 2);
            // As after a crash of the database
            try (var connection = server.database().connect();
                    var statement = connection.createStatement()) {
                statement.execute("truncate live_node, live_session");
            }
            Eventually.eventually("both are shown again", () -> list().size() == 2);
            first.close();
            Eventually.eventually("one is left", () -> list().size() == 1);
            assertThat(list().getFirst().clientAddress()).isEqualTo("192.0.2.2");
            admin.disconnect(list().getFirst().id());
            Eventually.eventually("it was told to end", () -> ended.get() == 10);
        }
    }
}
