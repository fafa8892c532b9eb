package org.valija.mailbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.DeliveryPreferences;
import org.valija.mailbox.api.account.DeliveryPreferencesApi;
import org.valija.mailbox.api.account.DomainChange;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.UsageRecount;
import org.valija.mailbox.api.account.UsageRecountsApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.TestUser;

/** Quotas by octets and by messages, what is told of them, and their counters. */
class QuotaTest {

    private static final String DOMAIN = "quota.example";
    private static final String MESSAGE = "Subject: quota\r\n\r\n" + "x".repeat(80) + "\r\n";
    private static MailboxServer server;
    private static Post post;

    @BeforeAll
    static void start() {
        server = MailboxServer.shared();
        post = new Post(server);
        assertThat(MESSAGE).hasSize(100);
    }

    private static TestUser user(String name) {
        return TestUser.create(server, name + "@" + DOMAIN, 0);
    }

    private static void quota(TestUser user, Long bytes, Long messages) {
        server.client().api(AccountsApi.class).change(user.account(), AccountChange.quota(bytes, messages));
    }

    private static String deliver(String name) {
        return Post.outcomes(post.deliver(MESSAGE, name + "@" + DOMAIN)).getFirst();
    }

    @Test
    void messagesAreLimitedByTheirNumber() {
        var user = user("three");
        quota(user, null, 3L);
        assertThat(deliver("three")).isEqualTo("OK");
        assertThat(deliver("three")).isEqualTo("OK");
        user.append("Sent", MESSAGE);
        assertThat(deliver("three")).isEqualTo("OverQuota");
        assertThatThrownBy(() -> user.append("INBOX", MESSAGE)).isInstanceOf(MailboxException.OverQuota.class);
        assertThatThrownBy(() -> user.copy(user.id("INBOX"), "1", "Sent"))
                .isInstanceOf(MailboxException.OverQuota.class);
        var recipients = server.client(ServiceName.SMTP).api(RecipientsApi.class);
        assertThatThrownBy(() -> recipients.resolve("three@" + DOMAIN, 0))
                .isInstanceOf(MailboxException.OverQuota.class);
        // A message that moves is no other one; one that goes makes room
        user.move(user.id("INBOX"), "1", "Archive");
        user.flag(user.id("INBOX"), "2", SystemFlag.DELETED);
        user.expunge(user.id("INBOX"), "2");
        assertThat(recipients.resolve("three@" + DOMAIN, 0).local()).isTrue();
        assertThat(deliver("three")).isEqualTo("OK");
        assertThat(deliver("three")).isEqualTo("OverQuota");
    }

    @Test
    void theDomainLimitsWhoHasNoQuotaOfTheirOwn() {
        var user = TestUser.create(server, "ann@limit.quota.example", 0);
        server.client().api(DomainsApi.class).change("limit.quota.example", DomainChange.quota(150, 0));
        server.client()
                .api(AccountsApi.class)
                .change(user.account(), new AccountChange(null, null, null, null, null, null, true));
        assertThat(Post.outcomes(post.deliver(MESSAGE, "ann@limit.quota.example")))
                .containsExactly("OK");
        assertThat(Post.outcomes(post.deliver(MESSAGE, "ann@limit.quota.example")))
                .containsExactly("OverQuota");
        server.client().api(DomainsApi.class).change("limit.quota.example", DomainChange.quota(1_500, 0));
        assertThat(Post.outcomes(post.deliver(MESSAGE, "ann@limit.quota.example")))
                .containsExactly("OK");
    }

    @Test
    void whoeverBecomesNearlyFullIsToldOfOnceForEachLevel() {
        var user = user("levels");
        quota(user, 1_000L, 100L);
        for (int i = 0; i < 7; i++) {
            deliver("levels");
        }
        assertThat(levels("levels")).isEmpty();
        deliver("levels");
        deliver("levels");
        user.append("Sent", MESSAGE);
        assertThat(levels("levels")).isEqualTo("80 100");
        user.flag(user.id("INBOX"), "1:9", SystemFlag.DELETED);
        user.expunge(user.id("INBOX"), "1:9");
        assertThat(levels("levels")).isEqualTo("80 100");
        for (int i = 0; i < 9; i++) {
            user.append("Sent", MESSAGE);
        }
        assertThat(levels("levels")).isEqualTo("80 100 80 100");
    }

    private static String levels(String name) {
        return String.join(
                " ",
                post.texts("select data->>'percent' from event where type = 'org.valija.quota.crossed'"
                        + " and data->>'address' = '" + name + "@" + DOMAIN + "' order by seq"));
    }

    @Test
    void countersAreRightWhateverHappens() {
        var user = user("paths");
        for (int i = 0; i < 5; i++) {
            deliver("paths");
        }
        user.create("folder");
        user.copy(user.id("INBOX"), "1:3", "folder");
        user.move(user.id("INBOX"), "4", "Trash");
        user.flag(user.id("INBOX"), "1:2", SystemFlag.DELETED);
        user.expunge(user.id("INBOX"), "1");
        server.client().api(MailboxesApi.class).delete(user.token(), user.account(), "folder");
        user.rename("INBOX", "old");
        assertThat(recount(user)).isEqualTo(new UsageRecount(400, 400, 4, 4, 0));
    }

    @Test
    void countersThatAreWrongAreMended() {
        var user = user("wrong");
        deliver("wrong");
        deliver("wrong");
        user.flag(user.id("INBOX"), "1", SystemFlag.SEEN);
        server.database().execute("update account set used_bytes = 7, used_messages = 70 where id = " + user.account());
        server.database()
                .execute("update mailbox set messages = 9, unseen = 8, deleted = 7, size = 6 where account_id = "
                        + user.account() + " and name in ('INBOX', 'Sent')");
        assertThat(recount(user)).isEqualTo(new UsageRecount(7, 200, 70, 2, 2));
        assertThat(user.status("INBOX").messages()).isEqualTo(2);
        assertThat(user.status("INBOX").unseen()).isEqualTo(1);
        assertThat(recount(user)).isEqualTo(new UsageRecount(200, 200, 2, 2, 0));
        assertThatThrownBy(() -> server.client(user.token().value())
                        .api(UsageRecountsApi.class)
                        .recount(user.account()))
                .isInstanceOf(MailboxException.NotPermitted.class);
    }

    private static UsageRecount recount(TestUser user) {
        return server.client().api(UsageRecountsApi.class).recount(user.account());
    }

    @Test // RFC 5233
    void aUserMayKeepSubAddressesOutOfMailboxes() {
        var user = user("plain");
        user.create("bills");
        var preferences = server.client(user.token().value()).api(DeliveryPreferencesApi.class);
        assertThat(preferences.get(user.account())).isEqualTo(new DeliveryPreferences(true));
        post.deliver("Subject: to bills\r\n\r\n", "plain+bills@" + DOMAIN);
        preferences.set(user.account(), new DeliveryPreferences(false));
        post.deliver("Subject: to inbox\r\n\r\n", "plain+bills@" + DOMAIN);
        assertThat(post.copies("to bills")).containsExactly("plain@quota.example/bills");
        assertThat(post.copies("to inbox")).containsExactly("plain@quota.example/INBOX");
        var other = user("other");
        assertThatThrownBy(() -> preferences.set(other.account(), new DeliveryPreferences(false)))
                .isInstanceOf(MailboxException.NotPermitted.class);
        var answer = new RawHttp(server.url(), MailboxServer.ADMIN_KEY)
                .call(
                        "PUT",
                        "/v1/accounts/" + user.account() + "/delivery-preferences",
                        "application/json",
                        "{\"detailMailboxes\": \"perhaps\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().field()).isEqualTo("detailMailboxes");
    }
}
