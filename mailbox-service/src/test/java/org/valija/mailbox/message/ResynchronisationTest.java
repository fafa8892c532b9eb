package org.valija.mailbox.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.KnownUids;
import org.valija.mailbox.api.mailbox.UidDifference;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.message.Vanished;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

/** What a client asks that comes back: RFC 7162, 3.2.5 and 3.2.6. */
class ResynchronisationTest {

    private static final AtomicInteger USERS = new AtomicInteger();

    private final TestUser ann =
            TestUser.create(MailboxServer.shared(), "ann" + USERS.incrementAndGet() + "@resync.example", 0);
    private final MailboxId inbox = ann.id("INBOX");
    private long before;

    @BeforeEach
    void oneChangedAndOneVanished() {
        for (int i = 0; i < 5; i++) {
            ann.append("INBOX", "Subject: hello\r\n\r\nHello\r\n");
        }
        before = ann.open("INBOX").highestModseq();
        ann.flag(inbox, "2,4", SystemFlag.DELETED);
        ann.expunge(inbox, "4");
    }

    @Test
    void openTellsWhatHappenedSince() {
        var opened = ann.mailboxes().open(ann.token(), ann.account(), "INBOX", false, before, null);

        assertThat(opened.uids()).isEqualTo(UidSet.parse("1:3,5"));
        assertThat(opened.changed()).extracting(MessageFlags::uid).containsExactly(new Uid(2));
        assertThat(opened.vanished()).isEqualTo(UidSet.of(4));
        assertThat(opened.vanishedComplete()).isTrue();
    }

    @Test
    void openTellsTheDifferenceFromWhatIsKnown() {
        ann.append("INBOX", "Subject: hello\r\n\r\nHello\r\n");
        var known = new KnownUids(ann.open("INBOX").status().uidValidity(), before, 5);
        var opened = ann.mailboxes().open(ann.token(), ann.account(), "INBOX", true, null, known);

        assertThat(opened.uids()).isNull();
        assertThat(opened.difference()).isEqualTo(new UidDifference(UidSet.of(4), UidSet.of(6)));
        assertThat(opened.firstUnseen()).isEqualTo(1);
        assertThat(opened.status()).isEqualTo(ann.open("INBOX").status());
        var now = new KnownUids(known.uidValidity(), opened.highestModseq(), 6);
        assertThat(ann.mailboxes()
                        .open(ann.token(), ann.account(), "INBOX", true, null, now)
                        .difference())
                .isEqualTo(new UidDifference(UidSet.empty(), UidSet.empty()));
    }

    @ParameterizedTest // Another mailbox of that name; a database that was restored to an earlier moment
    @CsvSource({"1, 0, 0", "0, 5, 0", "0, 0, 1"})
    void openTellsAllUidsToWhoCannotKnowThem(long uidValidity, long modseq, long lastUid) {
        var now = ann.open("INBOX");
        var known = new KnownUids(now.status().uidValidity() + uidValidity, before + modseq, 5 + lastUid);
        var opened = ann.mailboxes().open(ann.token(), ann.account(), "INBOX", false, null, known);

        assertThat(opened.uids()).isEqualTo(now.uids());
        assertThat(opened.difference()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-2", "1-2-3-4", "1-0-1", "0-1-1", "1-1--1", "a-1-1", ""})
    void knownUidsAreThreeNumbers(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> KnownUids.valueOf(text));
    }

    @Test
    void fetchTellsWhatVanishedFirst() throws IOException {
        var answer = fetch("2:9", before, true, false);

        assertThat(answer.vanished).isEqualTo(new Vanished(UidSet.of(4)));
        assertThat(answer.uids).containsExactly(2L);
        assertThat(fetch("1:3", before, true, false).vanished).isEqualTo(new Vanished(UidSet.empty()));
    }

    @Test // no earlier than expunged UIDs are kept: all that are not there have vanished
    void fetchSinceBeforeAnythingIsRemembered() throws IOException {
        assertThat(fetch("3:9", 0L, true, false).vanished).isEqualTo(new Vanished(UidSet.of(4)));
    }

    @Test // RFC 7162, 3.1.4.1: what has not changed is left out, and so it is not seen
    void onlyWhatChangedIsSeen() throws IOException {
        assertThat(fetch("1:9", before, false, true).uids).containsExactly(2L);
        assertThat(ann.status("INBOX").unseen()).isEqualTo(3);
    }

    @Test // RFC 9208, 4.1.4
    void statusTellsTheSizeOfWhatIsDeleted() {
        assertThat(ann.status("INBOX").deletedSize()).isEqualTo(25);
        ann.expunge(inbox, "2");
        assertThat(ann.status("INBOX").deletedSize()).isZero();
    }

    @Test
    void vanishedSinceWhen() {
        assertThatExceptionOfType(MailboxException.Invalid.class)
                .isThrownBy(() -> fetch("1", null, true, false))
                .satisfies(e -> assertThat(e.field()).isEqualTo("changedSince"));
    }

    private record Answer(@Nullable Vanished vanished, List<Long> uids) {}

    private Answer fetch(String uids, @Nullable Long since, boolean vanished, boolean markSeen) throws IOException {
        var request = new FetchRequest(
                UidSet.parse(uids), Set.of(FetchRequest.Field.FLAGS), List.<Section>of(), markSeen, since, vanished);
        try (var in =
                ann.messages().fetch(ann.token(), ann.account(), inbox, request).reader()) {
            var first = vanished ? in.next(Vanished.class) : null;
            var fetched = new ArrayList<Long>();
            for (var message = in.next(Message.class); message != null; message = in.next(Message.class)) {
                fetched.add(message.uid().value());
            }
            return new Answer(first, fetched);
        }
    }
}
