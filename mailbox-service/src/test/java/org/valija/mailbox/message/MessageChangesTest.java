package org.valija.mailbox.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.FlagsChange.Mode;
import org.valija.mailbox.api.message.FlagsChanged;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

class MessageChangesTest {

    private static final AtomicInteger USERS = new AtomicInteger();
    private static final String MESSAGE = "Subject: hello\r\n\r\nHello\r\n";
    private static MailboxServer server;

    private final TestUser ann =
            TestUser.create(server, "ann" + USERS.incrementAndGet() + "@changes.example", 10L * MESSAGE.length());
    private MailboxId inbox;

    @BeforeAll
    static void start() {
        server = MailboxServer.onFreshDatabase();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void fiveMessages() {
        inbox = ann.id("INBOX");
        for (int i = 0; i < 5; i++) {
            ann.append("INBOX", MESSAGE);
        }
    }

    @Test // RFC 9051, 6.4.6
    void flagsAreAddedRemovedAndReplaced() {
        ann.change(inbox, "1:2", Mode.ADD, flags("Work", SystemFlag.SEEN, SystemFlag.FLAGGED));
        ann.change(inbox, "2:3", Mode.ADD, flags("home", SystemFlag.ANSWERED));
        ann.change(inbox, "2", Mode.REMOVE, flags("WORK", SystemFlag.SEEN));
        ann.change(inbox, "1", Mode.REPLACE, flags("HOME", SystemFlag.DRAFT));

        assertThat(ann.since(inbox, 0).changed())
                .extracting(MessageFlags::flags)
                .containsExactly(
                        flags("home", SystemFlag.DRAFT),
                        flags("home", SystemFlag.ANSWERED, SystemFlag.FLAGGED),
                        flags("home", SystemFlag.ANSWERED),
                        Flags.NONE,
                        Flags.NONE);
        assertThat(ann.open("INBOX").keywords()).containsExactly("Work", "home");
    }

    @Test
    void theAnswerTellsAllMessagesThatAreThere() {
        var first = ann.flag(inbox, "2", SystemFlag.SEEN);
        var changed = ann.change(inbox, "2:3,77", Mode.ADD, flags("a", SystemFlag.SEEN));

        assertThat(first.messages())
                .extracting(message -> message.uid().value())
                .containsExactly(2L);
        assertThat(changed.messages())
                .extracting(message -> message.uid().value())
                .containsExactly(2L, 3L);
        assertThat(changed.messages()).extracting(MessageFlags::modseq).containsOnly(changed.highestModseq());
        assertThat(changed.highestModseq()).isEqualTo(first.highestModseq() + 1);
    }

    @Test // RFC 9051, 6.4.6
    void aSilentChangeTellsNoMessages() {
        ann.flag(inbox, "2", SystemFlag.SEEN);
        long before = ann.open("INBOX").highestModseq();
        ann.flag(inbox, "3", SystemFlag.FLAGGED);

        var change = new FlagsChange(UidSet.parse("1:3,77"), Mode.ADD, flags("a", SystemFlag.SEEN), before, true);
        var changed = ann.messages().changeFlags(ann.token(), ann.account(), inbox, change);

        assertThat(changed)
                .isEqualTo(new FlagsChanged(
                        changed.highestModseq(), List.of(), UidSet.parse("1:3"), UidSet.of(3), UidSet.parse("1:2")));
        assertThat(ann.status("INBOX").highestModseq()).isEqualTo(changed.highestModseq());
        assertThat(ann.since(inbox, before + 1).changed())
                .extracting(message -> message.uid().value())
                .containsExactly(1L, 2L);
        assertThat(ann.status("INBOX").unseen()).isEqualTo(3);
    }

    @Test // RFC 7162, 3.1: only a change moves the modification sequence
    void aChangeToWhatIsAlreadySoIsNone() {
        var first = ann.change(inbox, "1", Mode.ADD, flags("a", SystemFlag.SEEN));
        var again = ann.change(inbox, "1", Mode.ADD, flags("A", SystemFlag.SEEN));

        assertThat(first.changed()).isEqualTo(UidSet.of(1));
        assertThat(again)
                .isEqualTo(new FlagsChanged(
                        first.highestModseq(), first.messages(), first.found(), first.modified(), UidSet.empty()));
        assertThat(ann.since(inbox, first.highestModseq()).changed()).isEmpty();
    }

    @Test // RFC 7162, 3.1.3
    void messagesThatChangedSinceAreLeftAlone() {
        long before = ann.open("INBOX").highestModseq();
        ann.flag(inbox, "2", SystemFlag.SEEN);

        var change = new FlagsChange(UidSet.parse("1:3"), Mode.ADD, flags("late", SystemFlag.FLAGGED), before);
        var changed = ann.messages().changeFlags(ann.token(), ann.account(), inbox, change);

        assertThat(changed.modified()).isEqualTo(UidSet.of(2));
        assertThat(changed.messages())
                .extracting(message -> message.flags().has(SystemFlag.FLAGGED))
                .containsExactly(true, false, true);
    }

    @Test
    void theCountersFollowTheFlags() {
        ann.flag(inbox, "1:3", SystemFlag.SEEN);
        ann.flag(inbox, "3:4", SystemFlag.DELETED);

        assertThat(ann.status("INBOX")).satisfies(status -> {
            assertThat(status.messages()).isEqualTo(5);
            assertThat(status.unseen()).isEqualTo(2);
            assertThat(status.deleted()).isEqualTo(2);
            assertThat(status.size()).isEqualTo(5L * MESSAGE.length());
        });
        assertThat(ann.open("INBOX").firstUnseen()).isEqualTo(4);
    }

    @Test // RFC 9051, 6.4.9
    void expungeRemovesWhatIsDeletedAmongTheUids() {
        ann.flag(inbox, "1:3", SystemFlag.DELETED);
        long before = ann.open("INBOX").highestModseq();

        var expunged = ann.expunge(inbox, "2:5");

        assertThat(expunged.uids()).isEqualTo(UidSet.parse("2:3"));
        assertThat(expunged.highestModseq()).isEqualTo(before + 1);
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.parse("1,4:5"));
        var since = ann.since(inbox, before);
        assertThat(since.vanished()).isEqualTo(UidSet.parse("2:3"));
        assertThat(since.vanishedComplete()).isTrue();
        assertThat(since.changed()).isEmpty();
        assertThat(ann.expunge(inbox, "2:5").highestModseq()).isEqualTo(before + 1);
        assertThat(ann.append("INBOX", MESSAGE)).isEqualTo(6);
    }

    @Test // RFC 9051, 6.4.7
    void copiesHaveTheSameFlagsAndUidsOfTheirOwn() {
        ann.append("Sent", MESSAGE);
        ann.change(ann.id("Sent"), "1", Mode.ADD, flags("WORK"));
        ann.change(inbox, "2", Mode.ADD, flags("work", SystemFlag.SEEN));

        var copied = ann.copy(inbox, "2,4,9", "Sent");

        assertThat(copied.mailbox()).isEqualTo(ann.id("Sent"));
        assertThat(copied.uidValidity()).isEqualTo(ann.status("Sent").uidValidity());
        assertThat(copied.from()).isEqualTo(UidSet.parse("2,4"));
        assertThat(copied.uids()).isEqualTo(UidSet.parse("2:3"));
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.parse("1:5"));
        assertThat(ann.since(ann.id("Sent"), 0).changed())
                .extracting(MessageFlags::flags)
                .containsExactly(flags("WORK"), flags("WORK", SystemFlag.SEEN), Flags.NONE);
    }

    @Test
    void copiesThatDoNotFitAreNotMade() {
        assertThatExceptionOfType(MailboxException.OverQuota.class).isThrownBy(() -> {
            ann.copy(inbox, "1:5", "Sent");
            ann.copy(inbox, "1", "Sent");
        });
        assertThat(ann.uids("Sent")).isEqualTo(UidSet.parse("1:5"));
        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> ann.copy(inbox, "1", "none"));
        // Moving takes no room
        assertThat(ann.move(inbox, "1:5", "Sent").uids()).isEqualTo(UidSet.parse("6:10"));
    }

    @Test // RFC 6851, 3.3
    void movedMessagesAreGoneFromWhereTheyWere() {
        long before = ann.open("INBOX").highestModseq();

        var moved = ann.move(inbox, "2:3", "Archive");

        assertThat(moved.highestModseq()).isEqualTo(before + 1);
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.parse("1,4:5"));
        assertThat(ann.since(inbox, before).vanished()).isEqualTo(UidSet.parse("2:3"));
        assertThat(ann.uids("Archive")).isEqualTo(UidSet.parse("1:2"));
    }

    @Test // RFC 1939, 7
    void aUniqueIdIsKeptOnAMoveAndNewInACopy() {
        var before = uniqueIds();

        ann.move(inbox, "2:3", "Archive");
        ann.move(ann.id("Archive"), "1:2", "INBOX");
        assertThat(uniqueIds()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(before);

        ann.copy(inbox, "1", "INBOX");
        assertThat(uniqueIds()).doesNotHaveDuplicates().hasSize(6).containsAll(before);
    }

    private List<Long> uniqueIds() {
        var drop = ann.maildrops().open(ann.token(), ann.account());
        ann.maildrops().release(ann.token(), ann.account(), drop.lease().id());
        return Arrays.stream(drop.uniqueIds()).boxed().toList();
    }

    @Test // RFC 8508, 3.4
    void aReplacedMessageIsGoneAndTheOtherOneThere() {
        long before = ann.open("INBOX").highestModseq();

        var replaced = ann.replace(inbox, 2, "inbox", MESSAGE + "more");

        assertThat(replaced.uid().value()).isEqualTo(6);
        assertThat(replaced.highestModseq()).isEqualTo(before + 1);
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.parse("1,3:6"));
        assertThat(ann.since(inbox, before).vanished()).isEqualTo(UidSet.of(2));
        assertThat(ann.status("INBOX")).satisfies(status -> {
            assertThat(status.messages()).isEqualTo(5);
            assertThat(status.uidNext()).isEqualTo(7);
            assertThat(status.size()).isEqualTo(5L * MESSAGE.length() + 4);
        });

        ann.replace(inbox, 6, "Sent", MESSAGE);
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.parse("1,3:5"));
        assertThat(ann.uids("Sent")).isEqualTo(UidSet.of(1));
    }

    @Test // RFC 8508, 3.4: only what it takes more counts
    void replacingNeedsRoomForTheDifferenceOnly() {
        ann.copy(inbox, "1:5", "Archive");

        ann.replace(inbox, 1, "INBOX", "a: " + "b".repeat(MESSAGE.length() - 3));
        assertThatExceptionOfType(MailboxException.OverQuota.class)
                .isThrownBy(() -> ann.replace(inbox, 2, "INBOX", MESSAGE + "more"));

        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.parse("2:6"));
    }

    @Test
    void whatCannotBeReplacedStaysAndNothingIsStored() {
        ann.move(inbox, "2", "Trash");

        assertThatExceptionOfType(MailboxException.Gone.class)
                .isThrownBy(() -> ann.replace(inbox, 2, "INBOX", MESSAGE));
        assertThatExceptionOfType(MailboxException.NotFound.class)
                .isThrownBy(() -> ann.replace(inbox, 1, "none", MESSAGE));

        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.parse("1,3:5"));
        assertThat(ann.status("INBOX").uidNext()).isEqualTo(6);
    }

    @Test
    void messagesCanBeCopiedAndMovedWithinAMailbox() {
        assertThat(ann.copy(inbox, "1", "inbox").uids()).isEqualTo(UidSet.of(6));
        var moved = ann.move(inbox, "2:3", "INBOX");

        assertThat(moved.uids()).isEqualTo(UidSet.parse("7:8"));
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.parse("1,4:8"));
        assertThat(ann.status("INBOX")).satisfies(status -> {
            assertThat(status.messages()).isEqualTo(6);
            assertThat(status.highestModseq()).isEqualTo(moved.highestModseq());
        });
    }

    @Test // RFC 9051, 6.3.6
    void renamingInboxMovesItsMessagesAndLeavesItEmpty() {
        ann.create("INBOX/below");
        long before = ann.open("INBOX").highestModseq();

        ann.rename("inbox", "old/mail");

        assertThat(ann.uids("old/mail")).isEqualTo(UidSet.parse("1:5"));
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.empty());
        assertThat(ann.id("INBOX")).isEqualTo(inbox);
        assertThat(ann.since(inbox, before).vanished()).isEqualTo(UidSet.parse("1:5"));
        assertThat(ann.id("INBOX/below")).isNotNull();
    }

    @Test
    void deletingAMailboxMakesRoom() {
        ann.create("full");
        ann.copy(inbox, "1:5", "full");
        ann.mailboxes().delete(ann.token(), ann.account(), "full");

        assertThat(ann.copy(inbox, "1:5", "Sent").uids()).isEqualTo(UidSet.parse("1:5"));
    }

    @Test // RFC 3501, 2.3.2
    void onlyTheFirstSessionSeesMessagesAsRecent() {
        assertThat(ann.status("INBOX").recent()).isEqualTo(5);
        var first = ann.mailboxes().open(ann.token(), ann.account(), "INBOX", true, null, null);
        var examined = ann.open("INBOX");
        ann.append("INBOX", MESSAGE);

        assertThat(first.firstRecent()).isEqualTo(1);
        assertThat(first.uids()).isEqualTo(UidSet.parse("1:5"));
        assertThat(examined.firstRecent()).isEqualTo(6);
        assertThat(ann.status("INBOX").recent()).isEqualTo(1);
        assertThat(ann.mailboxes()
                        .open(ann.token(), ann.account(), "INBOX", true, null, null)
                        .firstRecent())
                .isEqualTo(6);
        assertThat(ann.status("INBOX").recent()).isZero();
    }

    @Test // RFC 3501, 2.3.2
    void aSessionThatIsToldOfNewMessagesCanClaimThemAsRecent() {
        long before = ann.mailboxes()
                .open(ann.token(), ann.account(), "INBOX", true, null, null)
                .highestModseq();
        ann.append("INBOX", MESSAGE);

        var claimed = ann.mailboxes().state(ann.token(), ann.account(), inbox, before, true);
        var later = ann.mailboxes().state(ann.token(), ann.account(), inbox, before, true);

        assertThat(claimed.changed())
                .extracting(message -> message.uid().value())
                .containsExactly(6L);
        assertThat(claimed.firstRecent()).isEqualTo(6);
        assertThat(later.firstRecent()).isEqualTo(7);
        assertThat(ann.status("INBOX").recent()).isZero();
    }

    private static Flags flags(String keyword, SystemFlag... system) {
        return Flags.of(List.of(system), List.of(keyword));
    }
}
