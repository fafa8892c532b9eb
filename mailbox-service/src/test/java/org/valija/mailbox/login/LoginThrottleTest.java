package org.valija.mailbox.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.AppPasswordsApi;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.NewAppPassword;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

/** What guessing costs, and what logging in does not, with two replicas. */
class LoginThrottleTest {

    private static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final SettableClock CLOCK = new SettableClock();

    private static MailboxServer server;
    private static MailboxServer replica;

    private final int number = NUMBER.incrementAndGet();
    private final String address = "user" + number + "@throttle.example";
    private final String client = "198.51.100." + number;
    private final AccountId account = server.createAccount(address, PASSWORD);

    @BeforeAll
    static void start() {
        var settings = new String[] {
            "mailbox.accounts.free-failures=3", "mailbox.login.trusted-networks=203.0.113.0/24,2001:db8:7::/48"
        };
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer(), settings);
        replica = MailboxServer.on(server.database(), CLOCK.inServer(), settings);
    }

    @AfterAll
    static void stop() {
        replica.close();
        server.close();
    }

    private static UserSession login(MailboxServer at, String address, String password, String client) {
        return at.client(ServiceName.IMAP).api(SessionsApi.class).login(new Login(address, password, "imap", client));
    }

    private static void fail(MailboxServer at, String address, String client) {
        assertThatThrownBy(() -> login(at, address, "wrong", client))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
    }

    private static void assertDelayed(MailboxServer at, String address, String client) {
        assertThatThrownBy(() -> login(at, address, PASSWORD, client)).isInstanceOf(MailboxException.Unavailable.class);
    }

    @Test
    void replicasCountTogether() {
        fail(server, address, client);
        fail(replica, address, client);
        fail(server, address, client);
        fail(replica, address, client);
        assertDelayed(server, address, client);
        assertDelayed(replica, address, client);
        CLOCK.advance(Duration.ofSeconds(2));
        fail(replica, address, client);
        // Twice as long now
        CLOCK.advance(Duration.ofMillis(1500));
        assertDelayed(server, address, client);
        CLOCK.advance(Duration.ofSeconds(1));
        login(server, address, PASSWORD, client);
        // What was right is forgiven, everywhere
        fail(replica, address, client);
        login(replica, address, PASSWORD, client);
    }

    @Test
    void aNetworkIsDelayedAsAWholeLater() {
        for (int i = 0; i < 31; i++) {
            fail(i % 2 == 0 ? server : replica, "nobody" + i + "@throttle.example", client);
        }
        assertDelayed(replica, address, client);
        login(replica, address, PASSWORD, "192.0.2." + number);
        // A right password of one address is no pardon for the network
        CLOCK.advance(Duration.ofSeconds(2));
        login(server, address, PASSWORD, client);
        fail(server, "nobody@throttle.example", client);
        assertDelayed(server, address, client);
    }

    @Test
    void aTrustedNetworkIsNeverDelayedAsAWhole() {
        for (int i = 0; i < 40; i++) {
            fail(server, "nobody" + i + "@throttle.example", "203.0.113.9");
            fail(server, "nobody" + i + "@throttle.example", "2001:db8:7::" + i);
        }
        login(server, address, PASSWORD, "203.0.113.9");
        login(server, address, PASSWORD, "2001:db8:7::1");
        // Who guesses one user's password through it is slowed down all the same, and only that user
        for (int i = 0; i < 4; i++) {
            fail(server, address, "203.0.113.9");
        }
        assertDelayed(server, address, "203.0.113.9");
    }

    @Test
    void manyAtOnceAreNoWayAround() throws Exception {
        int attempts = 40;
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, attempts)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        try {
                            login(i % 2 == 0 ? server : replica, address, "wrong", client);
                            return "in";
                        } catch (MailboxException e) {
                            return e.getClass().getSimpleName();
                        }
                    }))
                    .toList();
            start.countDown();
            var heard = 0;
            for (Future<String> outcome : outcomes) {
                heard += outcome.get().equals("NotAuthenticated") ? 1 : 0;
            }
            // As many as may fail freely, and one, at each replica
            assertThat(heard).isBetween(1, 8);
        }
    }

    @Test
    void failuresAreForgotten() throws SQLException {
        for (int i = 0; i < 4; i++) {
            fail(server, address, client);
        }
        CLOCK.advance(Duration.ofMinutes(61));
        for (int i = 0; i < 3; i++) {
            fail(server, address, client);
        }
        login(server, address, PASSWORD, client);
        CLOCK.advance(Duration.ofMinutes(61));
        server.runJob("forget-login-failures");
        assertThat(rows("select count(*) from login_failure")).isZero();
    }

    @Test
    void aLoginThatGoesWellWritesNothing() throws SQLException {
        // Each transaction that writes takes a number
        login(server, address, PASSWORD, client);
        long before = rows("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        for (int i = 0; i < 20; i++) {
            login(server, address, PASSWORD, client);
        }
        assertThat(rows("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint") - before)
                .isLessThan(20);
    }

    private static long rows(String sql) throws SQLException {
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double hashes(MailboxServer at) {
        return new RawHttp(at.url(), null)
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("mailbox_password_hashes_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void theManyConnectionsOfAClientCostOneHash() {
        double before = hashes(server);
        for (int i = 0; i < 50; i++) {
            login(server, address, PASSWORD, client);
        }
        assertThat(hashes(server) - before).isEqualTo(1);
    }

    @Test
    void anAppPasswordCostsNone() {
        var token = server.loginOverRest(address, PASSWORD).token().value();
        var made = server.client(token)
                .api(AppPasswordsApi.class)
                .create(account, new NewAppPassword("phone", List.of(Protocol.IMAP), null));
        double before = hashes(server);
        login(server, address, made.password(), client);
        assertThat(hashes(server) - before).isZero();
    }

    @Test
    void whatAReplicaRemembersEndsWithThePasswordChangedAtAnother() {
        login(server, address, PASSWORD, client);
        login(replica, address, PASSWORD, client);
        replica.client().api(AccountsApi.class).change(account, AccountChange.password("another good one"));
        assertThatThrownBy(() -> login(server, address, PASSWORD, client))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
        login(server, address, "another good one", client);
    }
}
