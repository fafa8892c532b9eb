package org.valija.mailbox.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/** Logging in, and what a token is good for afterwards. */
class SessionsTest {

    private static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final SettableClock CLOCK = new SettableClock();

    private static MailboxServer server;

    private final String address = "user" + NUMBER.incrementAndGet() + "@Sessions.example";
    private final AccountId account = server.createAccount(address, PASSWORD);

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static UserSession login(String address, String password, String client) {
        return server.client(ServiceName.IMAP)
                .api(SessionsApi.class)
                .login(new Login(address, password, "imap", client));
    }

    private void change(AccountChange change) {
        server.client().api(AccountsApi.class).change(account, change);
    }

    private int statusWith(UserSession session) {
        return new RawHttp(server.url(), session.token().value())
                .get("/v1/accounts/" + account + "/mailboxes")
                .status();
    }

    @Test
    void theRightPasswordGetsATokenForTheAccount() {
        var session = login(address.toUpperCase(), PASSWORD, "192.0.2.1");
        assertThat(session.account()).isEqualTo(account);
        assertThat(session.address()).isEqualTo(address.replace("Sessions", "sessions"));
        assertThat(session.expiresAt()).isAfter(CLOCK.instant());
        assertThat(statusWith(session)).isEqualTo(200);
        // Again, from memory this time
        assertThat(login(address, PASSWORD, "192.0.2.1").account()).isEqualTo(account);
    }

    @Test // RFC 8265, 4.2: the same password, its letters composed in another way
    void aPasswordIsTheSameHoweverItsLettersAreComposed() {
        change(AccountChange.password("schl\u00fcssel\u00a0und schloss"));
        login(address, "schlu\u0308ssel und schloss", "192.0.2.1");
    }

    @Test
    void wrongPasswordAndUnknownAddressAreToldAlike() {
        var wrong = catchThrowableOfType(
                MailboxException.NotAuthenticated.class, () -> login(address, "wrong", "192.0.2.2"));
        var unknown = catchThrowableOfType(
                MailboxException.NotAuthenticated.class, () -> login("nobody@sessions.example", "wrong", "192.0.2.2"));
        var noAddress = catchThrowableOfType(
                MailboxException.NotAuthenticated.class, () -> login("nobody", "wrong", "192.0.2.2"));
        assertThat(wrong).hasMessage(unknown.getMessage()).hasMessage(noAddress.getMessage());
    }

    @Test
    void aFailedLoginIsAnEvent() {
        try (var feed = new FeedReader(
                server.url(), MailboxServer.ADMIN_KEY, "?type=org.valija.login.failed&account=" + account, null)) {
            assertThatThrownBy(() -> login(address, "wrong", "2001:db8::25"))
                    .isInstanceOf(MailboxException.NotAuthenticated.class);
            var data = feed.await(1).getFirst().data();
            assertThat(data.get("protocol").asString()).isEqualTo("imap");
            assertThat(data.get("clientAddress").asString()).startsWith("2001:db8:");
            assertThat(data.toString()).doesNotContain("wrong");
        }
    }

    @Test
    void aDisabledAccountIsToldOfOnlyForTheRightPassword() {
        var session = login(address, PASSWORD, "192.0.2.3");
        change(AccountChange.enabled(false));
        assertThatThrownBy(() -> login(address, PASSWORD, "192.0.2.3"))
                .isInstanceOf(MailboxException.NotPermitted.class);
        assertThatThrownBy(() -> login(address, "wrong", "192.0.2.3"))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
        assertThatThrownBy(() -> server.client().api(SessionsApi.class).renew(session.token()))
                .isInstanceOf(MailboxException.NotPermitted.class);
        change(AccountChange.enabled(true));
        login(address, PASSWORD, "192.0.2.3");
    }

    @Test
    void aNewPasswordEndsTheOldOneAtOnce() {
        var session = login(address, PASSWORD, "192.0.2.4");
        change(AccountChange.password("another good one"));
        assertThatThrownBy(() -> login(address, PASSWORD, "192.0.2.4"))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
        assertThatThrownBy(() -> server.client().api(SessionsApi.class).renew(session.token()))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
        login(address, "another good one", "192.0.2.4");
    }

    @Test
    void aTokenExpiresAndIsRenewedBefore() {
        var session = login(address, PASSWORD, "192.0.2.5");
        CLOCK.advance(Duration.ofMinutes(40));
        var renewed = server.client().api(SessionsApi.class).renew(session.token());
        CLOCK.advance(Duration.ofMinutes(30));
        assertThat(statusWith(session)).isEqualTo(401);
        assertThat(statusWith(renewed)).isEqualTo(200);
        assertThatThrownBy(() -> server.client().api(SessionsApi.class).renew(session.token()))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
    }

    @Test
    void aTokenIsGoodAtAnotherReplicaAndAfterARestart() {
        var session = login(address, PASSWORD, "192.0.2.6");
        try (var replica = MailboxServer.on(server.database(), CLOCK.inServer())) {
            var answer =
                    new RawHttp(replica.url(), session.token().value()).get("/v1/accounts/" + account + "/mailboxes");
            assertThat(answer.status()).isEqualTo(200);
            try (var feed = new FeedReader(server.url(), session.token().value(), "", null)) {
                Eventually.eventually("an id", () -> !feed.ids().isEmpty());
                // Written at one replica, seen by a follower of the other
                replica.client().api(AccountsApi.class).change(account, AccountChange.quota(1234L, null));
                feed.await(1);
            }
        }
    }

    @Test
    void manyFailuresMakeTheNextAttemptWait() {
        for (int i = 0; i < 11; i++) {
            assertThatThrownBy(() -> login(address, "wrong", "198.51.100.7"))
                    .isInstanceOf(MailboxException.NotAuthenticated.class);
        }
        // Unheard: the right password as well, or it could be guessed at any speed
        assertThatThrownBy(() -> login(address, PASSWORD, "198.51.100.7"))
                .isInstanceOf(MailboxException.Unavailable.class);
        // From elsewhere the user gets in all the same
        login(address, PASSWORD, "198.51.100.8");
        CLOCK.advance(Duration.ofSeconds(2));
        login(address, PASSWORD, "198.51.100.7");
        // What was right is forgiven
        assertThatThrownBy(() -> login(address, "wrong", "198.51.100.7"))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
    }

    @Test
    void aProgramOfTheUsersLogsInWithoutACredential() {
        var nobody = new RawHttp(server.url(), null);
        var right = nobody.post("/v1/sessions", """
                {"address": "%s", "password": "%s", "protocol": "rest"}""".formatted(address, PASSWORD));
        assertThat(right.status()).isEqualTo(201);
        assertThat(right.json().get("account").asLong()).isEqualTo(account.value());
        var asImap = nobody.post("/v1/sessions", """
                {"address": "%s", "password": "%s", "protocol": "imap"}""".formatted(address, PASSWORD));
        assertThat(asImap.status()).isEqualTo(400);
        assertThat(asImap.problem().field()).isEqualTo("protocol");
    }

    @Test
    void aServiceLogsInOverItsOwnProtocolOnly() {
        assertThatThrownBy(() -> server.client(ServiceName.POP3)
                        .api(SessionsApi.class)
                        .login(new Login(address, PASSWORD, "imap", "192.0.2.1")))
                .isInstanceOf(MailboxException.Invalid.class);
    }
}
