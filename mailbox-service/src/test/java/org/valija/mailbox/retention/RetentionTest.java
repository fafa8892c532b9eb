package org.valija.mailbox.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.retention.Retention;
import org.valija.mailbox.api.retention.RetentionApi;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.TestPostgres;

/** What becomes of messages in Trash and Junk: by the account, else by its domain, else by the settings. */
class RetentionTest {

    private static final String MESSAGE = "Subject: old\r\n\r\n";

    private static MailboxServer server;
    private static RetentionApi retention;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), "mailbox.retention.junk-days=7");
        retention = server.client().api(RetentionApi.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** As if everybody's messages had been there for so many more days. */
    private static void passDays(int days) {
        server.database().execute("update message set save_date = save_date - interval '" + days + " days'");
        server.runJob("empty-trash-and-junk");
    }

    @Test
    void theAccountComesBeforeItsDomainAndTheDomainBeforeTheSettings() {
        var ann = server.createAccount("ann@kept.example", "correct horse");
        assertThat(retention.ofAccount(ann).trashDays()).isZero();
        assertThat(retention.ofAccount(ann).junkDays()).isEqualTo(7);
        var ofDomain = retention.setForDomain("kept.example", new Retention(30, null));
        assertThat(ofDomain).isEqualTo(retention.ofDomain("kept.example"));
        assertThat(ofDomain.trashDays()).isEqualTo(30);
        assertThat(retention.ofAccount(ann).trashDays()).isEqualTo(30);
        var ofAccount = retention.setForAccount(ann, new Retention(0, 90));
        assertThat(ofAccount.own()).isEqualTo(new Retention(0, 90));
        assertThat(ofAccount.trashDays()).isZero();
        assertThat(ofAccount.junkDays()).isEqualTo(90);
        assertThat(retention.setForAccount(ann, new Retention(null, null)).trashDays())
                .isEqualTo(30);
    }

    @Test
    void messagesGoWhenTheyHaveBeenThereForSoLongAndNoSooner() {
        var ann = TestUser.create(server, "ann@goes.example", 0);
        retention.setForDomain("goes.example", new Retention(30, null));
        ann.append("Trash", MESSAGE);
        ann.append("Junk", MESSAGE);
        ann.append("Sent", MESSAGE);
        passDays(6);
        assertThat(ann.uids("Junk")).isEqualTo(UidSet.of(1));
        passDays(2);
        assertThat(ann.uids("Junk")).isEqualTo(UidSet.empty());
        assertThat(ann.uids("Trash")).isEqualTo(UidSet.of(1));
        try (var feed = new FeedReader(server.url(), MailboxServer.ADMIN_KEY, "?account=" + ann.account(), null)) {
            passDays(23);
            assertThat(feed.await(1).getFirst().type()).isEqualTo("org.valija.messages.expunged");
        }
        assertThat(ann.uids("Trash")).isEqualTo(UidSet.empty());
        assertThat(ann.uids("Sent")).isEqualTo(UidSet.of(1));
    }

    @Test
    void zeroKeepsThemForEver() {
        var ann = TestUser.create(server, "ann@stays.example", 0);
        retention.setForDomain("stays.example", new Retention(1, 1));
        retention.setForAccount(ann.account(), new Retention(0, 0));
        ann.append("Trash", MESSAGE);
        ann.append("Junk", MESSAGE);
        passDays(100);
        assertThat(ann.uids("Trash")).isEqualTo(UidSet.of(1));
        assertThat(ann.uids("Junk")).isEqualTo(UidSet.of(1));
    }

    @Test
    void badDaysAndUnknownNamesAreRefusedAndUsersSetNothing() {
        var ann = TestUser.create(server, "ann@bad.example", 0);
        assertThatThrownBy(() -> retention.setForAccount(ann.account(), new Retention(-1, null)))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("trashDays"));
        assertThatThrownBy(() -> retention.setForDomain("bad.example", new Retention(null, 36_501)))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("junkDays"));
        assertThatThrownBy(() -> retention.setForDomain("nowhere.example", new Retention(1, 1)))
                .isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> retention.setForAccount(new AccountId(999_999), new Retention(1, 1)))
                .isInstanceOf(MailboxException.NotFound.class);
        var asUser = new RawHttp(server.url(), ann.token().value());
        var path = "/v1/accounts/" + ann.account() + "/retention";
        assertThat(asUser.call("PUT", path, "application/json", "{\"trashDays\": 1}")
                        .status())
                .isEqualTo(403);
        assertThat(retention.ofAccount(ann.account()).own()).isEqualTo(new Retention(null, null));
    }
}
