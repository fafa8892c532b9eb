package org.valija.mailbox.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.apikey.AdminRole;
import org.valija.mailbox.api.apikey.ApiKey;
import org.valija.mailbox.api.apikey.ApiKeyMade;
import org.valija.mailbox.api.apikey.ApiKeysApi;
import org.valija.mailbox.api.apikey.NewApiKey;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

/** Keys of administrators, through their whole life. */
class ApiKeysTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final SettableClock CLOCK = new SettableClock();

    private static MailboxServer server;
    private static MailboxServer replica;

    private final String domain = "d" + NUMBER.incrementAndGet() + ".keys.example";
    private final ApiKeysApi api = server.client().api(ApiKeysApi.class);

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

    private ApiKeyMade make(AdminRole role, Instant expiresAt) {
        return api.create(new NewApiKey("tests", role, null, expiresAt));
    }

    private ApiKeyMade makeForDomain(AdminRole role) {
        server.client().api(DomainsApi.class).create(new NewDomain(domain));
        return api.create(new NewApiKey("tests", role, domain, null));
    }

    private static int status(MailboxServer at, String key) {
        return new RawHttp(at.url(), key).get("/v1/accounts").status();
    }

    @Test
    void aKeyOpensUntilItIsTakenBackAtEveryReplica() {
        var made = make(AdminRole.READ, null);
        assertThat(made.key()).startsWith("valija_").hasSize(50);
        assertThat(status(server, made.key())).isEqualTo(200);
        assertThat(status(replica, made.key())).isEqualTo(200);
        replica.client().api(ApiKeysApi.class).delete(made.apiKey().id());
        assertThat(status(server, made.key())).isEqualTo(401);
        assertThatThrownBy(() -> api.get(made.apiKey().id())).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void aKeyExpires() {
        var made = make(AdminRole.READ, CLOCK.instant().plus(Duration.ofHours(1)));
        assertThat(status(server, made.key())).isEqualTo(200);
        CLOCK.advance(Duration.ofHours(1));
        assertThat(status(server, made.key())).isEqualTo(401);
        var lasting = make(AdminRole.READ, null).apiKey();
        assertThat(Duration.between(CLOCK.instant(), lasting.expiresAt())
                        .plusMillis(1)
                        .toDays())
                .isEqualTo(365);
    }

    @Test
    void theKeyIsToldOnceAndKeptNowhere() throws SQLException {
        var made = make(AdminRole.FULL, null);
        assertThat(new RawHttp(server.url(), made.key()).get("/v1/api-keys").body())
                .contains("\"id\":" + made.apiKey().id())
                .doesNotContain(made.key());
        assertThat(made.toString()).doesNotContain(made.key());
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select string_agg(k::text, ' ') from api_key k")) {
            row.next();
            assertThat(row.getString(1)).doesNotContain(made.key(), made.key().substring(7));
        }
    }

    @Test
    void itsLastUseIsTold() {
        var made = make(AdminRole.READ, null);
        assertThat(made.apiKey().lastUse()).isNull();
        status(server, made.key());
        var use = api.get(made.apiKey().id()).lastUse();
        assertThat(use).isNotNull();
        assertThat(use.clientAddress()).isEqualTo("127.0.0.1");
        // The next one is told when a minute has passed
        status(server, made.key());
        assertThat(api.get(made.apiKey().id()).lastUse()).isEqualTo(use);
        CLOCK.advance(Duration.ofMinutes(2));
        status(server, made.key());
        assertThat(api.get(made.apiKey().id()).lastUse().time()).isAfter(use.time());
    }

    @Test
    void aKeyForADomainMakesAndSeesKeysForItAlone() {
        var full = makeForDomain(AdminRole.FULL);
        var own = server.client(full.key()).api(ApiKeysApi.class);
        var made = own.create(new NewApiKey("helpdesk", AdminRole.PROVISION, null, null));
        assertThat(made.apiKey().domain()).isEqualTo(domain);
        assertThat(own.list(null, null, null).items())
                .extracting(ApiKey::domain)
                .containsOnly(domain);
        assertThatThrownBy(() -> own.create(new NewApiKey("more", AdminRole.READ, "other.keys.example", null)))
                .isInstanceOf(MailboxException.NotFound.class);
        var ofAll = make(AdminRole.READ, null).apiKey().id();
        assertThatThrownBy(() -> own.get(ofAll)).isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> own.delete(ofAll)).isInstanceOf(MailboxException.NotFound.class);
        own.delete(made.apiKey().id());
        assertThat(status(server, made.key())).isEqualTo(401);
    }

    @Test
    void theEventsOfADomainAreThoseThatItsKeyFollows() {
        var key = makeForDomain(AdminRole.READ).key();
        try (var feed = new FeedReader(server.url(), key, "?type=org.valija.account.changed", null)) {
            server.createAccount("ann@elsewhere.keys.example", "a good password");
            server.createAccount("ann@" + domain, "a good password");
            assertThat(feed.await(1).getFirst().data().get("address").asString())
                    .isEqualTo("ann@" + domain);
        }
    }

    @Test
    void aDomainTakesItsKeysWithIt() {
        var key = makeForDomain(AdminRole.READ).key();
        server.client().api(DomainsApi.class).delete(domain);
        assertThat(status(server, key)).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"role": "read"}                                                          | 400 | label
            {"label": "", "role": "read"}                                             | 400 | label
            {"label": "x"}                                                            | 400 | role
            {"label": "x", "role": "root"}                                            | 400 | role
            {"label": "x", "role": "read", "domain": "a..b"}                          | 400 | domain
            {"label": "x", "role": "read", "domain": "none.keys.example"}             | 404 |
            {"label": "x", "role": "read", "expiresAt": "2001-01-01T00:00:00Z"}       | 400 | expiresAt
            {"label": "x", "role": "read", "key": "valija_mine"}                      | 400 | key
            """)
    void whatIsWrongIsNamed(String json, int status, String field) {
        int before = api.list(null, null, 1000).items().size();
        var answer = new RawHttp(server.url(), MailboxServer.ADMIN_KEY).post("/v1/api-keys", json);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem().field()).isEqualTo(field);
        assertThat(api.list(null, null, 1000).items()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({"valija_", "valija_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Valija_x"})
    void whatLooksLikeAKeyIsNone(String bearer) {
        assertThat(status(server, bearer)).isEqualTo(401);
    }
}
