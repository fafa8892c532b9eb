package org.valija.imap.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.valija.imap.parse.FetchAttribute;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.ItemTexts;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsRun;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.api.message.SystemFlag;

class KnownFlagsTest {

    private static final Flags SEEN = Flags.of(Set.of(SystemFlag.SEEN), List.of());
    private static final Flags WORK = Flags.of(Set.of(), List.of("work"));
    private static final AccountId ANN = new AccountId(1);
    private static final MailboxName INBOX = new MailboxName("INBOX");

    private final KnownFlags known = known();

    private static KnownFlags known() {
        var flags = new KnownFlags.Builder();
        flags.add(new FlagsRun(UidSet.parse("2:4"), new long[] {10, 11, 12}, Flags.NONE));
        flags.add(new FlagsRun(UidSet.parse("7"), new long[] {13}, SEEN));
        return flags.build(20);
    }

    private static MailboxState since(long modseq, List<MessageFlags> changed, String vanished, boolean complete) {
        var status = new MailboxStatus(new MailboxId(1), "INBOX", 1, 99, modseq, 0, 0, 0, 0, 0, 0);
        return new MailboxState(status, null, null, null, 1, List.of(), changed, UidSet.parse(vanished), complete);
    }

    private static MessageFlags message(long uid, long modseq, Flags flags) {
        return new MessageFlags(new Uid(uid), modseq, flags);
    }

    private static List<String> told(@Nullable KnownFlags flags, String uids) {
        var told = new ArrayList<String>();
        assertThat(flags).isNotNull();
        flags.forEach(
                UidSet.parse(uids),
                (uid, modseq, of) -> told.add(uid + " " + modseq + " " + of.system() + of.keywords()));
        return told;
    }

    @Test
    void thoseThatAreThereAreTold() {
        assertThat(told(known, "1:3,7:9")).containsExactly("2 10 [][]", "3 11 [][]", "7 13 [SEEN][]");
    }

    @Test
    void whatHappenedSinceIsMerged() {
        var changed =
                List.of(message(1, 21, SEEN), message(4, 22, WORK), message(7, 23, Flags.NONE), message(9, 24, WORK));
        var after = known.after(since(25, changed, "2,5,7", true));

        // Who came back after it had vanished can't be: the UID is never used again, and yet what was changed counts
        assertThat(told(after, "1:99"))
                .containsExactly("1 21 [SEEN][]", "3 11 [][]", "4 22 [][work]", "7 23 [][]", "9 24 [][work]");
        assertThat(after.modseq()).isEqualTo(25);
    }

    @Test
    void whereNothingHappenedTheSameIsKnown() {
        assertThat(known.after(since(20, List.of(), "", true))).isSameAs(known);
        assertThat(told(known.after(since(30, List.of(), "", true)), "1:99")).hasSize(4);
    }

    @Test // Expunged longer ago than is remembered; or a database that was restored to an earlier moment
    void anAnswerThatDoesNotTellAllIsNoAnswer() {
        assertThat(known.after(since(30, List.of(), "", false))).isNull();
        assertThat(known.after(since(19, List.of(), "", true))).isNull();
    }

    @Test
    void whatThereIsNoRoomForIsForgotten() {
        var mailboxes = new SharedMailboxes(10_000);
        var status = since(20, List.of(), "", true).status();
        var shared = mailboxes.selected(ANN, INBOX, status, UidSet.parse("2:4,7"));
        shared.learn(known);
        assertThat(shared.flags(modseq -> since(modseq, List.of(), "", true))).isSameAs(known);

        var others = new KnownFlags.Builder();
        others.add(new FlagsRun(UidSet.parse("1:1000"), new long[1000], SEEN));
        var kind = new KnownItems.Kind(List.of(FetchAttribute.Item.ENVELOPE), false);
        var items = shared.items(kind);
        shared.learn(others.build(21));

        assertThat(shared.flags(modseq -> since(modseq, List.of(), "", true))).isNull();
        assertThat(shared.items(kind)).isNotSameAs(items);
    }

    @Test
    void whatIsForgottenIsNotAddedTo() {
        var mailboxes = new SharedMailboxes(10_000);
        var shared =
                mailboxes.selected(ANN, INBOX, since(20, List.of(), "", true).status(), UidSet.parse("1:9"));
        var items = shared.items(new KnownItems.Kind(List.of(FetchAttribute.Item.ENVELOPE), false));
        var text = new ItemTexts.Builder().build();
        items.add(1, text);
        for (long uid = 2; uid <= 1_000; uid++) {
            items.add(uid, text);
            shared.learned();
        }

        assertThat(items.octets()).isBetween(5_000L, 10_000L);
        assertThat(items.get(1)).as("for who still reads it").isSameAs(text);
        assertThat(items.hasAll(UidSet.parse("1:1000"))).isFalse();
    }

    @Test
    void whatIsKnownOfAStoreThatMayBeAnotherIsForgotten() {
        var mailboxes = new SharedMailboxes(100_000);
        var shared =
                mailboxes.selected(ANN, INBOX, since(20, List.of(), "", true).status(), UidSet.parse("2:4,7"));
        shared.learn(known);

        mailboxes.forgetAll();

        assertThat(shared.flags(modseq -> since(modseq, List.of(), "", true))).isNull();
    }
}
