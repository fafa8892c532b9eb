package org.valija.mailbox.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.AppPasswordsApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewAppPassword;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.apikey.AdminRole;
import org.valija.mailbox.api.apikey.ApiKeysApi;
import org.valija.mailbox.api.apikey.NewApiKey;
import org.valija.mailbox.api.audit.AuditRecord;
import org.valija.mailbox.api.audit.AuditRecordsApi;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

/** What is remembered of what administrators do. */
class AuditTest {

    private static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final SettableClock CLOCK = new SettableClock();

    private static MailboxServer server;

    private final String domain = "d" + NUMBER.incrementAndGet() + ".audit.example";
    private final AccountId account = server.createAccount("ann@" + domain, PASSWORD);
    private final String path = "/v1/accounts/" + account;
    private final AccountsApi accounts = server.client().api(AccountsApi.class);

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<AuditRecord> list(@Nullable String actor, @Nullable String resource, @Nullable String domain) {
        return server.client()
                .api(AuditRecordsApi.class)
                .list(actor, resource, domain, null, null, null, null)
                .items();
    }

    private static AuditRecord only(String resource) {
        var found = list(null, resource, null);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void whatWasMadeIsRecordedWithoutItsPassword() {
        var made = only(path);
        assertThat(made.actor()).isEqualTo("admin");
        assertThat(made.method()).isEqualTo("POST");
        assertThat(made.clientAddress()).isEqualTo("127.0.0.1");
        assertThat(made.domain()).isEqualTo(domain);
        assertThat(made.time()).isCloseTo(CLOCK.instant(), within(1, ChronoUnit.MILLIS));
        assertThat(made.refused()).isNull();
        assertThat(made.changes().get("address").after()).isEqualTo("ann@" + domain);
        assertThat(made.changes().get("password").after()).isEqualTo("…");
        assertThat(made.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void aChangeTellsWhatThereWasAndWhatThereIs() {
        accounts.change(account, AccountChange.enabled(false));
        var change = list(null, path, null).getFirst();
        assertThat(change.method()).isEqualTo("PATCH");
        assertThat(change.changes()).containsOnlyKeys("enabled");
        assertThat(change.changes().get("enabled").before()).isEqualTo(true);
        assertThat(change.changes().get("enabled").after()).isEqualTo(false);
        accounts.change(account, AccountChange.password("another good one"));
        assertThat(list(null, path, null).getFirst().changes().get("password").after())
                .isEqualTo("…");
    }

    @Test
    void aDeletionTellsWhatThereWas() {
        var key =
                server.client().api(ApiKeysApi.class).create(new NewApiKey("for a day", AdminRole.READ, domain, null));
        var resource = "/v1/api-keys/" + key.apiKey().id();
        server.client().api(ApiKeysApi.class).delete(key.apiKey().id());
        var records = list(null, resource, null);
        assertThat(records).extracting(AuditRecord::method).containsExactly("DELETE", "POST");
        assertThat(records.getFirst().changes().get("label").before()).isEqualTo("for a day");
        assertThat(records.toString()).doesNotContain(key.key());
    }

    @Test
    void aKeyActsUnderItsOwnNameAndSeesItsDomainAlone() {
        var made = server.client()
                .api(ApiKeysApi.class)
                .create(new NewApiKey("helpdesk", AdminRole.PROVISION, domain, null));
        var helpdesk = server.client(made.key());
        helpdesk.api(AccountsApi.class).change(account, AccountChange.enabled(false));
        var actor = "key:" + made.apiKey().id();
        assertThat(list(actor, null, null)).extracting(AuditRecord::resource).containsExactly(path);
        server.createAccount("eve@elsewhere" + domain, PASSWORD);
        var seen = helpdesk.api(AuditRecordsApi.class)
                .list(null, null, null, null, null, null, null)
                .items();
        assertThat(seen).isNotEmpty().extracting(AuditRecord::domain).containsOnly(domain);
        assertThatThrownBy(() -> helpdesk.api(AuditRecordsApi.class)
                        .list(null, null, "elsewhere" + domain, null, null, null, null))
                .isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void whatIsRefusedIsRecordedToo() {
        var made = server.client().api(ApiKeysApi.class).create(new NewApiKey("nosy", AdminRole.READ, domain, null));
        var nosy = new RawHttp(server.url(), made.key());
        var actor = "key:" + made.apiKey().id();
        assertThat(nosy.call("DELETE", path, "", null).status()).isEqualTo(403);
        assertThat(list(actor, null, null).getFirst().refused()).isEqualTo(403);
        assertThat(list(actor, null, null).getFirst().resource()).isEqualTo(path);
        assertThatThrownBy(() -> accounts.create(new NewAccount("ann@" + domain, PASSWORD, null)))
                .isInstanceOf(MailboxException.AlreadyExists.class);
        var refused = list("admin", "/v1/accounts", domain).getFirst();
        assertThat(refused.refused()).isEqualTo(409);
        assertThat(refused.toString()).doesNotContain(PASSWORD);
        // Who only looks leaves no record
        nosy.get(path);
        assertThat(list(actor, null, null)).hasSize(1);
    }

    @Test
    void usersLeaveRecordsOfWhatTheyLogInWith() {
        var token = server.loginOverRest("ann@" + domain, PASSWORD).token().value();
        var made = server.client(token)
                .api(AppPasswordsApi.class)
                .create(account, new NewAppPassword("phone", List.of(Protocol.IMAP), null));
        var record = only(path + "/app-passwords");
        assertThat(record.actor()).isEqualTo("user:" + account);
        assertThat(record.resource())
                .isEqualTo(path + "/app-passwords/" + made.appPassword().id());
        assertThat(record.toString()).doesNotContain(made.password());
    }

    @Test // Nothing is changed without its record, nor the other way round
    void aChangeWhoseRecordCannotBeWrittenIsNotMade() throws SQLException {
        execute("alter table audit_record rename to audit_record_away");
        try {
            assertThatThrownBy(() -> accounts.change(account, AccountChange.enabled(false)))
                    .isInstanceOf(MailboxException.class);
            assertThatThrownBy(() -> accounts.create(new NewAccount("bob@" + domain, PASSWORD, null)))
                    .isInstanceOf(MailboxException.class);
            assertThatThrownBy(() -> server.client().api(DomainsApi.class).create(new NewDomain("new." + domain)))
                    .isInstanceOf(MailboxException.class);
            assertThatThrownBy(() -> server.client()
                            .api(ApiKeysApi.class)
                            .create(new NewApiKey("x", AdminRole.READ, domain, null)))
                    .isInstanceOf(MailboxException.class);
        } finally {
            execute("alter table audit_record_away rename to audit_record");
        }
        assertThat(accounts.get(account).enabled()).isTrue();
        assertThat(accounts.list(domain, null, null, null, null).items()).hasSize(1);
        assertThatThrownBy(() -> server.client().api(DomainsApi.class).get("new." + domain))
                .isInstanceOf(MailboxException.NotFound.class);
        assertThat(server.client()
                        .api(ApiKeysApi.class)
                        .list(domain, null, null)
                        .items())
                .isEmpty();
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = server.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aListPagesAndFiltersByTime() {
        CLOCK.advance(Duration.ofMinutes(1));
        var before = CLOCK.instant();
        CLOCK.advance(Duration.ofMinutes(1));
        accounts.change(account, AccountChange.enabled(false));
        accounts.change(account, AccountChange.enabled(true));
        var api = server.client().api(AuditRecordsApi.class);
        assertThat(api.list(null, path, null, before, null, null, null).items()).hasSize(2);
        assertThat(api.list(null, path, null, null, before, null, null).items()).hasSize(1);
        var first = api.list(null, path, null, null, null, null, 2);
        var second = api.list(null, path, null, null, null, first.next(), 2);
        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
    }

    @Test
    void recordsAreForgottenInTheEnd() {
        accounts.change(account, AccountChange.enabled(false));
        CLOCK.advance(Duration.ofDays(731));
        accounts.change(account, AccountChange.enabled(true));
        server.runJob("forget-audit-records");
        assertThat(list(null, path, null)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"?from=yesterday,from", "?limit=0,limit", "?cursor=!!,cursor", "?cursor=eA,cursor"})
    void whatIsWrongIsNamed(String query, String field) {
        var answer = new RawHttp(server.url(), MailboxServer.ADMIN_KEY).get("/v1/audit-records" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().field()).isEqualTo(field);
    }
}
