package org.valija.mailbox.apppassword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.AppPassword;
import org.valija.mailbox.api.account.AppPasswordMade;
import org.valija.mailbox.api.account.AppPasswordsApi;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.LoginPolicy;
import org.valija.mailbox.api.account.LoginPolicyApi;
import org.valija.mailbox.api.account.NewAppPassword;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.account.ScramFirst;
import org.valija.mailbox.api.account.ScramProof;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.ScramClient;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

/** Passwords of single programs, through their whole life. */
class AppPasswordsTest {

    private static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final SettableClock CLOCK = new SettableClock();

    private static MailboxServer server;
    private static MailboxServer replica;

    private final String address = "user" + NUMBER.incrementAndGet() + "@apps.example";
    private final AccountId account = server.createAccount(address, PASSWORD);
    private final String token = server.loginOverRest(address, PASSWORD).token().value();
    private final AppPasswordsApi api = server.client(token).api(AppPasswordsApi.class);

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

    private AppPasswordMade make(Protocol... scopes) {
        return api.create(account, new NewAppPassword("phone", List.of(scopes), null));
    }

    private UserSession login(MailboxServer at, ServiceName service, String password) {
        return at.client(service)
                .api(SessionsApi.class)
                .login(new Login(address, password, service.word(), "192.0.2.7"));
    }

    private void assertRefused(ServiceName service, String password) {
        assertThatThrownBy(() -> login(server, service, password))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
    }

    private ScramClient scram(String password) {
        var client = new ScramClient(address, password);
        var sessions = server.client(ServiceName.IMAP).api(SessionsApi.class);
        var challenge = sessions.challenge(new ScramFirst(client.first(), "imap", "192.0.2.7"))
                .serverFirstMessage();
        var last = client.last(challenge);
        var proved = sessions.prove(new ScramProof(client.first(), last, "imap", "192.0.2.7"));
        assertThat(proved.session().account()).isEqualTo(account);
        assertThat(client.accepts(challenge, proved.serverFinalMessage())).isTrue();
        return client;
    }

    private static RawHttp bearing(String token) {
        return new RawHttp(server.url(), token);
    }

    @Test
    void onePasswordOpensTheProtocolsThatItIsFor() {
        var made = make(Protocol.IMAP, Protocol.SMTP);
        assertThat(made.password()).matches("([a-z2-7]{4}-){4}[a-z2-7]{4}");
        assertThat(login(server, ServiceName.IMAP, made.password()).account()).isEqualTo(account);
        assertThat(login(replica, ServiceName.SMTP, made.password()).account()).isEqualTo(account);
        assertRefused(ServiceName.POP3, made.password());
        assertThatThrownBy(() -> server.loginOverRest(address, made.password()))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
    }

    @Test
    void itsGroupsMayBeTypedInAnyWay() {
        var password = make(Protocol.IMAP).password();
        login(server, ServiceName.IMAP, password.replace("-", ""));
        login(server, ServiceName.IMAP, password.replace("-", " ").toUpperCase());
        assertRefused(ServiceName.IMAP, password.substring(1));
        assertRefused(ServiceName.IMAP, "aaaa-aaaa-aaaa-aaaa-aaaa");
    }

    @Test // RFC 5802: one salt for all, whichever of them the client means
    void scramTakesAllOfThem() {
        var phone = make(Protocol.IMAP);
        var tablet = make(Protocol.IMAP);
        var sending = make(Protocol.SMTP);
        scram(PASSWORD);
        scram(phone.password());
        scram(tablet.password());
        assertThatThrownBy(() -> scram(sending.password())).isInstanceOf(MailboxException.NotAuthenticated.class);
        api.delete(account, phone.appPassword().id());
        assertThatThrownBy(() -> scram(phone.password())).isInstanceOf(MailboxException.NotAuthenticated.class);
        // A change of the account's own password leaves them as they are
        server.client().api(AccountsApi.class).change(account, AccountChange.password("another good one"));
        scram(tablet.password());
        scram("another good one");
        assertThatThrownBy(() -> scram(PASSWORD)).isInstanceOf(MailboxException.NotAuthenticated.class);
    }

    @Test
    void thePasswordIsToldOnceAndKeptNowhere() {
        var made = make(Protocol.IMAP);
        var list = bearing(token).get("/v1/accounts/" + account + "/app-passwords");
        assertThat(list.json().get("items").get(0).get("label").asString()).isEqualTo("phone");
        assertThat(list.body()).doesNotContain(made.password(), "digest", "salt", "stored");
        assertThat(api.get(account, made.appPassword().id())).isEqualTo(made.appPassword());
        assertThat(made.toString()).doesNotContain(made.password());
    }

    @Test
    void aListPages() {
        var ids = List.of(make(Protocol.IMAP), make(Protocol.POP3), make(Protocol.REST)).stream()
                .map(it -> it.appPassword().id())
                .toList();
        var first = api.list(account, null, 2);
        var second = api.list(account, first.next(), 2);
        assertThat(first.items()).extracting(AppPassword::id).isEqualTo(ids.subList(0, 2));
        assertThat(second.items()).extracting(AppPassword::id).isEqualTo(ids.subList(2, 3));
        assertThat(second.next()).isNull();
    }

    @Test
    void oneThatIsTakenBackEndsAtOnceAndItsTokensAtRenewal() {
        var made = make(Protocol.IMAP);
        var session = login(server, ServiceName.IMAP, made.password());
        var own = login(server, ServiceName.IMAP, PASSWORD);
        try (var feed = new FeedReader(
                server.url(), MailboxServer.ADMIN_KEY, "?type=org.valija.account.changed&account=" + account, null)) {
            api.delete(account, made.appPassword().id());
            assertThat(feed.await(1).getFirst().data().get("change").asString()).isEqualTo("app-password-revoked");
        }
        assertRefused(ServiceName.IMAP, made.password());
        assertThatThrownBy(() -> login(replica, ServiceName.IMAP, made.password()))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
        var sessions = server.client().api(SessionsApi.class);
        assertThatThrownBy(() -> sessions.renew(session.token())).isInstanceOf(MailboxException.NotAuthenticated.class);
        sessions.renew(own.token());
        assertThatThrownBy(() -> api.delete(account, made.appPassword().id()))
                .isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void anAppPasswordOutlivesAChangeOfTheAccountsOwn() {
        var made = make(Protocol.IMAP);
        var session = login(server, ServiceName.IMAP, made.password());
        server.client().api(AccountsApi.class).change(account, AccountChange.password("another good one"));
        server.client().api(SessionsApi.class).renew(session.token());
        login(server, ServiceName.IMAP, made.password());
    }

    @Test
    void oneThatExpiresEndsItsTokensWithIt() {
        var end = CLOCK.instant().plus(Duration.ofMinutes(10));
        var made = api.create(account, new NewAppPassword("visitor", List.of(Protocol.IMAP), end));
        var session = login(server, ServiceName.IMAP, made.password());
        assertThat(session.expiresAt()).isBeforeOrEqualTo(end);
        CLOCK.advance(Duration.ofMinutes(11));
        assertRefused(ServiceName.IMAP, made.password());
        assertThat(bearing(session.token().value())
                        .get("/v1/accounts/" + account + "/mailboxes")
                        .status())
                .isEqualTo(401);
        assertThat(server.client(server.loginOverRest(address, PASSWORD).token().value())
                        .api(AppPasswordsApi.class)
                        .get(account, made.appPassword().id())
                        .expiresAt())
                .isNotNull();
    }

    @Test
    void itsLastUseIsToldAndWrittenLater() {
        var made = make(Protocol.IMAP, Protocol.POP3);
        login(server, ServiceName.IMAP, made.password());
        login(server, ServiceName.POP3, made.password());
        assertThat(api.get(account, made.appPassword().id()).lastUse()).isNull();
        server.bean(AppPasswordUses.class).write();
        var use = api.get(account, made.appPassword().id()).lastUse();
        assertThat(use).isNotNull();
        assertThat(use.protocol()).isEqualTo(Protocol.POP3);
        assertThat(use.clientAddress()).isEqualTo("192.0.2.7");
    }

    @Test
    void onlyTheUserByTheirOwnPasswordMakesOne() {
        var path = "/v1/accounts/" + account + "/app-passwords";
        var json = """
                {"label": "phone", "scopes": ["imap"]}""";
        var byRestAppPassword =
                server.loginOverRest(address, make(Protocol.REST).password()).token();
        assertThat(bearing(byRestAppPassword.value()).post(path, json).status()).isEqualTo(403);
        assertThat(bearing(byRestAppPassword.value()).get(path).status()).isEqualTo(403);
        // A broken into imap-service must not make itself a key to the mail of those who log in through it
        var byImap = login(server, ServiceName.IMAP, PASSWORD).token();
        assertThat(bearing(byImap.value()).post(path, json).status()).isEqualTo(403);
        // Nor may an administrator, who could read the mail with it
        assertThat(bearing(MailboxServer.ADMIN_KEY).post(path, json).status()).isEqualTo(403);
        assertThat(bearing(MailboxServer.ADMIN_KEY).get(path).status()).isEqualTo(200);
        assertThat(bearing(token).post(path, json).status()).isEqualTo(201);
        var other = server.createAccount("other" + address, PASSWORD);
        assertThat(bearing(token)
                        .get("/v1/accounts/" + other + "/app-passwords")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAdministratorTakesOneBack() {
        var made = make(Protocol.IMAP);
        server.client()
                .api(AppPasswordsApi.class)
                .delete(account, made.appPassword().id());
        assertRefused(ServiceName.IMAP, made.password());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"scopes": ["imap"]}                                                         | label
            {"label": " ", "scopes": ["imap"]}                                           | label
            {"label": "a\\u0007b", "scopes": ["imap"]}                                    | label
            {"label": "phone"}                                                           | scopes
            {"label": "phone", "scopes": []}                                             | scopes
            {"label": "phone", "scopes": ["ftp"]}                                        | scopes[0]
            {"label": "phone", "scopes": [null]}                                         | scopes[0]
            {"label": "phone", "scopes": ["imap"], "expiresAt": "2001-01-01T00:00:00Z"}  | expiresAt
            {"label": "phone", "scopes": ["imap"], "expiresAt": "soon"}                  | expiresAt
            {"label": "phone", "scopes": ["imap"], "password": "mine"}                   | password
            """)
    void whatIsWrongIsNamed(String json, String field) {
        var answer = bearing(token).post("/v1/accounts/" + account + "/app-passwords", json);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().field()).isEqualTo(field);
        assertThat(api.list(account, null, null).items()).isEmpty();
    }

    @Test
    void thereIsAnEndToHowMany() {
        for (int i = 0; i < 50; i++) {
            make(Protocol.IMAP);
        }
        assertThatThrownBy(() -> make(Protocol.IMAP)).isInstanceOf(MailboxException.InUse.class);
    }

    @Test
    void theAccountsOwnPasswordCanBeKeptToSomeProtocols() {
        var policies = server.client(token).api(LoginPolicyApi.class);
        assertThat(policies.get(account).passwordProtocols()).containsExactly(Protocol.values());
        var made = make(Protocol.IMAP);
        policies.set(account, new LoginPolicy(List.of(Protocol.REST, Protocol.SMTP)));
        assertRefused(ServiceName.IMAP, PASSWORD);
        assertThatThrownBy(() -> scram(PASSWORD)).isInstanceOf(MailboxException.NotAuthenticated.class);
        login(server, ServiceName.IMAP, made.password());
        scram(made.password());
        login(server, ServiceName.SMTP, PASSWORD);
        assertThatThrownBy(() -> login(replica, ServiceName.IMAP, PASSWORD))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
        server.client().api(LoginPolicyApi.class).set(account, new LoginPolicy(List.of(Protocol.values())));
        login(server, ServiceName.IMAP, PASSWORD);
        assertThatThrownBy(() -> server.client().api(LoginPolicyApi.class).get(new AccountId(987_654_321)))
                .isInstanceOf(MailboxException.NotFound.class);
    }
}
