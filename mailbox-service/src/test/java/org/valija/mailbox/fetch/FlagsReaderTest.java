package org.valija.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.FlagsRun;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

/** Flags in runs are the flags that each message has, in a mailbox of more messages than one batch reads. */
class FlagsReaderTest {

    private static final int MESSAGES = 2_560;
    private static final TestUser ANN = TestUser.create(MailboxServer.shared(), "ann@flag-runs.example", 0);
    private static final MailboxId INBOX = ANN.id("INBOX");

    @BeforeAll
    static void messagesWithGapsAndAllKindsOfFlags() {
        for (int i = 0; i < 10; i++) {
            ANN.append("INBOX", "Subject: hello\r\n\r\nHello\r\n");
        }
        for (int count = 10; count < MESSAGES; count *= 2) {
            ANN.copy(INBOX, "1:" + count, "INBOX");
        }
        ANN.flag(INBOX, "1:300,500:900", SystemFlag.SEEN);
        ANN.flag(INBOX, "700:2200", SystemFlag.FLAGGED);
        ANN.change(INBOX, "100:120,2100", FlagsChange.Mode.ADD, Flags.of(0, List.of("$Forwarded", "later")));
        ANN.flag(INBOX, "7,9,30:40,1000:1010", SystemFlag.DELETED);
        ANN.expunge(INBOX, "1:4294967295");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:4294967295", "1:4,6,8:11,150:160", "110", "2000:2050,2099:2101", "2559:4294967295", "7"})
    void flagsOf(String uids) throws IOException {
        assertThat(flags(UidSet.parse(uids))).isEqualTo(fetched(UidSet.parse(uids)));
    }

    @Test
    void flagsOfManySmallRanges() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var some = new UidSetBuilder();
        for (int uid = 1; uid <= MESSAGES; uid++) {
            if (random.nextInt(3) > 0) {
                some.add(uid);
            }
        }
        assertThat(flags(some.build())).as("seed %d", seed).isEqualTo(fetched(some.build()));
    }

    @Test
    void neighboursWithTheSameFlagsAreToldTogether() throws IOException {
        assertThat(runs(UidSet.range(1, 130)))
                .extracting(run -> run.uids().toString(), FlagsRun::flags)
                .satisfiesExactly(
                        run -> assertThat(run.toList()).containsExactly("1:6,8,10:29,41:99", Flags.of(1, List.of())),
                        run -> assertThat(run.toList())
                                .containsExactly("100:120", Flags.of(1, List.of("$Forwarded", "later"))),
                        run -> assertThat(run.toList()).containsExactly("121:130", Flags.of(1, List.of())));
    }

    @Test
    void noSuchMailbox() {
        assertThatExceptionOfType(MailboxException.NotFound.class)
                .isThrownBy(
                        () -> ANN.messages().flags(ANN.token(), ANN.account(), new MailboxId(999_999), UidSet.of(1)));
    }

    private static List<FlagsRun> runs(UidSet uids) throws IOException {
        var runs = new ArrayList<FlagsRun>();
        try (var in =
                ANN.messages().flags(ANN.token(), ANN.account(), INBOX, uids).reader()) {
            for (var run = in.next(FlagsRun.class); run != null; run = in.next(FlagsRun.class)) {
                runs.add(run);
            }
        }
        return runs;
    }

    private static List<MessageFlags> flags(UidSet uids) throws IOException {
        var all = new ArrayList<MessageFlags>();
        for (var run : runs(uids)) {
            for (int i = 0; i < run.modseqs().length; i++) {
                all.add(new MessageFlags(new Uid(run.uids().at(i)), run.modseqs()[i], run.flags()));
            }
        }
        return all;
    }

    /** The same, message by message. */
    private static List<MessageFlags> fetched(UidSet uids) throws IOException {
        var request = new FetchRequest(uids, Set.of(Field.FLAGS), List.of(), false);
        var all = new ArrayList<MessageFlags>();
        try (var in =
                ANN.messages().fetch(ANN.token(), ANN.account(), INBOX, request).reader()) {
            for (var message = in.next(Message.class); message != null; message = in.next(Message.class)) {
                all.add(new MessageFlags(message.uid(), message.modseq(), message.flags()));
            }
        }
        return all;
    }
}
