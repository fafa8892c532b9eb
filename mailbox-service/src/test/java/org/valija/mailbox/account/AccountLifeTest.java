package org.valija.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountBatch;
import org.valija.mailbox.api.account.AccountBatchesApi;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.SettableClock;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.TestPostgres;

/** An account from its making to its end: many at once, another address, deleted, back again, gone. */
class AccountLifeTest {

    private static final SettableClock CLOCK = new SettableClock();
    private static final String PASSWORD = "correct horse";
    private static MailboxServer server;

    private final AccountsApi accounts = server.client().api(AccountsApi.class);
    private final RawHttp admin = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer());
        server.createAccount("first@life.example", PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private String deliver(String to) {
        var report = admin.call("POST", "/v1/deliveries?from=&to=" + to, "message/rfc822", "Subject: x\r\n\r\nx\r\n");
        assertThat(report.status()).as(report.body()).isEqualTo(200);
        var refusal = report.json().get("recipients").get(0).get("refusal");
        return refusal == null ? "delivered" : refusal.get("type").asString();
    }

    private long idOf(String address, boolean deleted) {
        var found = accounts.list(null, address, deleted, null, null).items();
        return found.isEmpty() ? 0 : found.getFirst().id().value();
    }

    @Test
    void aBatchMakesWhatItCanAndSaysWhyNotTheRest() {
        var batch = new ArrayList<NewAccount>();
        for (int i = 0; i < 60; i++) {
            batch.add(new NewAccount("many" + i + "@life.example", PASSWORD));
        }
        batch.add(new NewAccount("first@life.example", PASSWORD));
        batch.add(new NewAccount("MANY0@life.example", PASSWORD));
        batch.add(new NewAccount("x@nowhere.example", PASSWORD));
        batch.add(new NewAccount("no address", PASSWORD));
        batch.add(new NewAccount("short@life.example", "short"));
        batch.add(new NewAccount("quota@life.example", PASSWORD, -1L));
        var report = server.client()
                .api(AccountBatchesApi.class)
                .create(new AccountBatch(batch))
                .accounts();
        assertThat(report).hasSize(66);
        assertThat(report.subList(0, 60)).allSatisfy(item -> {
            assertThat(item.refusal()).isNull();
            assertThat(item.account().address()).isEqualTo(item.address());
        });
        assertThat(report.subList(60, 66))
                .extracting(item -> item.refusal().type() + " " + item.refusal().field())
                .containsExactly(
                        "urn:valija:problem:already-exists null",
                        "urn:valija:problem:already-exists null",
                        "urn:valija:problem:not-found null",
                        "urn:valija:problem:invalid accounts[63].address",
                        "urn:valija:problem:invalid accounts[64].password",
                        "urn:valija:problem:invalid accounts[65].quotaBytes");
        var session = server.login("many59@life.example", PASSWORD);
        assertThat(session.account()).isEqualTo(report.get(59).account().id());
        assertThat(deliver("many59@life.example")).isEqualTo("delivered");
        assertThat(accounts.usage(null, session.account()).mailboxes())
                .extracting(mailbox -> mailbox.name())
                .contains("INBOX", "Sent", "Trash");
    }

    @Test
    void aBatchHasOneToAThousandAccounts() {
        assertThat(admin.post("/v1/account-batches", "{\"accounts\":[]}")
                        .problem()
                        .field())
                .isEqualTo("accounts");
        var many = "{\"accounts\":[" + "{\"address\":\"a@b.example\",\"password\":\"12345678\"},".repeat(1000)
                + "{\"address\":\"a@b.example\",\"password\":\"12345678\"}]}";
        assertThat(admin.post("/v1/account-batches", many).problem().field()).isEqualTo("accounts");
    }

    @Test
    void anotherAddressKeepsMailTokensAndAliases() throws Exception {
        var user = TestUser.create(server, "old@life.example", 0);
        user.append("INBOX", "Subject: kept\r\n\r\n");
        server.client().api(AliasesApi.class).create(new Alias("info@life.example", List.of("old@life.example")));
        try (var feed = new FeedReader(server.url(), MailboxServer.ADMIN_KEY, "?account=" + user.account(), null)) {
            var renamed = accounts.change(user.account(), AccountChange.address("New@life.example"));
            assertThat(renamed.address()).isEqualTo("New@life.example");
            assertThat(feed.await(1).getFirst().toString()).contains("renamed", "New@life.example");
        }
        assertThat(user.uids("INBOX").size()).isEqualTo(1);
        assertThat(deliver("new@life.example")).isEqualTo("delivered");
        assertThat(deliver("info@life.example")).isEqualTo("delivered");
        assertThat(deliver("old@life.example")).isEqualTo("urn:valija:problem:not-found");
        assertThat(user.uids("INBOX").size()).isEqualTo(3);
        assertThat(server.login("new@life.example", PASSWORD).account()).isEqualTo(user.account());
        assertThat(server.createAccount("old@life.example", PASSWORD)).isNotEqualTo(user.account());
    }

    @Test
    void anAddressThatIsTakenOrWrongIsNotGiven() {
        var id = server.createAccount("wants@life.example", PASSWORD);
        assertThatThrownBy(() -> accounts.change(id, AccountChange.address("FIRST@life.example")))
                .isInstanceOf(MailboxException.AlreadyExists.class);
        assertThatThrownBy(() -> accounts.change(id, AccountChange.address("wants@nowhere.example")))
                .isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> accounts.change(id, AccountChange.address("wants")))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("address"));
        assertThat(accounts.get(id).address()).isEqualTo("wants@life.example");
    }

    @Test
    void aDeletedAccountIsShutAndComesBackAsItWas() {
        var user = TestUser.create(server, "back@life.example", 0);
        user.append("INBOX", "Subject: kept\r\n\r\n");
        accounts.delete(user.account(), null);

        assertThat(deliver("back@life.example")).isEqualTo("urn:valija:problem:not-found");
        assertThatThrownBy(() -> server.login("back@life.example", PASSWORD)).isInstanceOf(MailboxException.class);
        assertThatThrownBy(() -> server.createAccount("back@life.example", PASSWORD))
                .isInstanceOf(MailboxException.AlreadyExists.class);
        assertThatThrownBy(() -> accounts.change(user.account(), AccountChange.enabled(true)))
                .isInstanceOf(MailboxException.NotFound.class);
        assertThat(idOf("back@life.example", false)).isZero();
        assertThat(idOf("back@life.example", true)).isEqualTo(user.account().value());
        assertThat(accounts.get(user.account()).purgeAt()).isNotNull();

        CLOCK.advance(Duration.ofDays(29));
        server.runJob("purge-accounts");
        var back = accounts.undelete(user.account());
        assertThat(back.enabled()).isTrue();
        assertThat(back.deletedAt()).isNull();
        assertThat(deliver("back@life.example")).isEqualTo("delivered");
        assertThat(server.login("back@life.example", PASSWORD).account()).isEqualTo(user.account());
        assertThat(accounts.usage(null, user.account()).usedMessages()).isEqualTo(2);
        assertThatThrownBy(() -> accounts.undelete(user.account())).isInstanceOf(MailboxException.InUse.class);
    }

    @Test
    void whenTheGraceIsOverAnAccountIsGoneAndItsAddressFree() {
        var id = server.createAccount("gone@life.example", PASSWORD);
        accounts.delete(id, null);
        CLOCK.advance(Duration.ofDays(31));
        server.runJob("purge-accounts");
        assertThatThrownBy(() -> accounts.get(id)).isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> accounts.undelete(id)).isInstanceOf(MailboxException.NotFound.class);
        assertThat(server.createAccount("gone@life.example", PASSWORD)).isNotEqualTo(id);
    }

    @Test
    void whoCantWaitRemovesAnAccountAtOnce() {
        AccountId id = server.createAccount("now@life.example", PASSWORD);
        accounts.delete(id, null);
        accounts.delete(id, true);
        assertThat(server.createAccount("now@life.example", PASSWORD)).isNotEqualTo(id);
    }

    @Test
    void theDnsOfADomainIsWrittenDown() {
        var records = admin.get("/v1/domains/life.example/dns-records").json().get("records");
        assertThat(records.valueStream()
                        .map(it ->
                                it.get("name").asString() + " " + it.get("type").asString() + " "
                                        + it.get("value").asString()))
                .contains(
                        "life.example. MX 10 mail.life.example.",
                        "life.example. TXT \"v=spf1 mx -all\"",
                        "_dmarc.life.example. TXT \"v=DMARC1; p=none\"",
                        "_submissions._tcp.life.example. SRV 0 1 465 mail.life.example.",
                        "_imaps._tcp.life.example. SRV 0 1 993 mail.life.example.",
                        "_pop3s._tcp.life.example. SRV 10 1 995 mail.life.example.");
        assertThat(admin.get("/v1/domains/nowhere.example/dns-records").status())
                .isEqualTo(404);
    }
}
