package org.valija.mailbox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.mailbox.NewMailbox;
import org.valija.mailbox.api.mailbox.SpecialUse;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

class MailboxesTest {

    private static final AtomicInteger USERS = new AtomicInteger();
    private static MailboxServer server;

    private final TestUser ann = TestUser.create(server, "ann" + USERS.incrementAndGet() + "@names.example", 0);

    @BeforeAll
    static void start() {
        server = MailboxServer.onFreshDatabase();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test // RFC 6154, 2
    void aNewAccountHasInboxAndSpecialUseMailboxesAndIsSubscribedToThem() {
        assertThat(ann.list())
                .extracting(MailboxSummary::name, MailboxSummary::specialUse, MailboxSummary::subscribed)
                .containsExactly(
                        tuple("INBOX", null, true),
                        tuple("Archive", SpecialUse.ARCHIVE, true),
                        tuple("Drafts", SpecialUse.DRAFTS, true),
                        tuple("Junk", SpecialUse.JUNK, true),
                        tuple("Sent", SpecialUse.SENT, true),
                        tuple("Trash", SpecialUse.TRASH, true));
    }

    @Test // RFC 9051, 6.3.4
    void createMakesMissingParents() {
        ann.create("work/2026/bills");

        assertThat(names()).contains("work", "work/2026", "work/2026/bills");
        assertThatExceptionOfType(MailboxException.AlreadyExists.class).isThrownBy(() -> ann.create("work/2026"));
    }

    @Test
    void inboxIsThereWhateverItsCase() {
        assertThatExceptionOfType(MailboxException.AlreadyExists.class).isThrownBy(() -> ann.create("iNBOX"));
        assertThat(ann.status("inbox").name()).isEqualTo("INBOX");
    }

    @Test // RFC 6154, 3
    void aSpecialUseStandsOnOneMailbox() {
        var again = new NewMailbox("Sent Items", SpecialUse.SENT);
        assertThatExceptionOfType(MailboxException.Invalid.class)
                .isThrownBy(() -> ann.mailboxes().create(ann.token(), ann.account(), again));
        assertThat(names()).doesNotContain("Sent Items");

        ann.mailboxes().create(ann.token(), ann.account(), new NewMailbox("Starred", SpecialUse.FLAGGED));
        assertThat(ann.list())
                .filteredOn(mailbox -> mailbox.specialUse() == SpecialUse.FLAGGED)
                .extracting(MailboxSummary::name)
                .containsExactly("Starred");
    }

    @Test // RFC 9051, 6.3.6
    void renameTakesThoseBelowAlong() {
        var bills = ann.create("work/bills");
        ann.create("work/bills/paid");

        ann.rename("work/bills", "home/money/bills");

        assertThat(names())
                .contains("work", "home", "home/money", "home/money/bills", "home/money/bills/paid")
                .doesNotContain("work/bills", "work/bills/paid");
        assertThat(ann.id("home/money/bills")).isEqualTo(bills);
    }

    @Test
    void renameCanMoveAMailboxUp() {
        var inner = ann.create("a/b/b");
        ann.mailboxes().delete(ann.token(), ann.account(), "a");

        ann.rename("a/b", "a");

        assertThat(ann.id("a/b")).isEqualTo(inner);
        assertThat(names()).contains("a", "a/b").doesNotContain("a/b/b");
    }

    @Test
    void renameToATakenNameChangesNothing() {
        ann.create("a/x");
        ann.create("b/x");
        ann.mailboxes().delete(ann.token(), ann.account(), "b");
        var before = ann.list();

        assertThatExceptionOfType(MailboxException.AlreadyExists.class).isThrownBy(() -> ann.rename("a", "b"));
        assertThatExceptionOfType(MailboxException.AlreadyExists.class).isThrownBy(() -> ann.rename("a", "inbox"));
        assertThatExceptionOfType(MailboxException.Invalid.class).isThrownBy(() -> ann.rename("a", "a/b/c"));
        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> ann.rename("none", "c"));

        assertThat(ann.list()).isEqualTo(before);
    }

    @Test
    void deleteLeavesThoseBelowAndSubscriptions() {
        ann.create("a/b");
        ann.mailboxes().subscribe(ann.token(), ann.account(), "a");

        ann.mailboxes().delete(ann.token(), ann.account(), "a");

        assertThat(ann.list())
                .contains(new MailboxSummary(null, "a", null, true, null))
                .extracting(MailboxSummary::name)
                .contains("a/b");
        ann.mailboxes().unsubscribe(ann.token(), ann.account(), "a");
        ann.mailboxes().unsubscribe(ann.token(), ann.account(), "a");
        assertThat(names()).doesNotContain("a");
    }

    @Test // RFC 9051, 2.3.1.1
    void aMailboxMadeAgainHasALargerUidValidity() {
        ann.create("again");
        long before = ann.status("again").uidValidity();
        ann.mailboxes().delete(ann.token(), ann.account(), "again");
        ann.create("again");

        assertThat(ann.status("again").uidValidity()).isGreaterThan(before);
    }

    @Test // RFC 9051, 6.3.5
    void inboxCannotBeDeleted() {
        assertThatExceptionOfType(MailboxException.NotPermitted.class)
                .isThrownBy(() -> ann.mailboxes().delete(ann.token(), ann.account(), "Inbox"));
        assertThatExceptionOfType(MailboxException.NotFound.class)
                .isThrownBy(() -> ann.mailboxes().delete(ann.token(), ann.account(), "none"));
    }

    @Test
    void statusAnswersInTheOrderOfTheQuestionAndTakesNamesWithCommas() {
        ann.create("b, a");
        assertThat(ann.mailboxes().status(ann.token(), ann.account(), List.of("b, a")))
                .extracting(MailboxStatus::name)
                .containsExactly("b, a");
        assertThat(ann.mailboxes().status(ann.token(), ann.account(), List.of("Sent", "inbox", "b, a")))
                .extracting(MailboxStatus::name)
                .containsExactly("Sent", "INBOX", "b, a");
        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> ann.status("none"));
    }

    @Test
    void namesKeepTheirLetters() {
        var odd = "Entwürfe & \"mehr\"? %2F+# 📬";
        ann.create(odd);

        assertThat(names()).contains(odd);
        assertThat(ann.open(odd).status().name()).isEqualTo(odd);
        ann.rename(odd, odd + "!");
        ann.mailboxes().delete(ann.token(), ann.account(), odd + "!");
    }

    @Test
    void aMailboxOfAnotherAccountIsNotFound() {
        var ben = TestUser.create(server, "ben" + USERS.incrementAndGet() + "@names.example", 0);
        var ofBen = ben.id("INBOX");

        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> ann.since(ofBen, 0));
        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> ann.expunge(ofBen, "1"));
        assertThatExceptionOfType(MailboxException.NotFound.class)
                .isThrownBy(() -> ann.since(new MailboxId(Long.MAX_VALUE), 0));
    }

    private List<String> names() {
        return ann.list().stream().map(MailboxSummary::name).toList();
    }
}
