package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.valija.testkit.Eventually.eventually;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.valija.suite.Port;
import org.valija.testkit.TestSmtp;

/** One INBOX, several devices: all see the same, and none disturbs another. */
class MultiDeviceTest {

    private static final int SENDERS = 3;
    private static final int EACH = 20;

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @Test // RFC 2177
    void idleTellsOfADeliveryAndOfWhatTheOtherDoes() {
        try (var phone = valija.inbox(user);
                var desktop = valija.inbox(user)) {
            phone.idle();
            valija.deliver(user, Arrived.message("new"));
            assertThat(phone.readLine()).isEqualTo("* 1 EXISTS");
            desktop.ok("NOOP");
            desktop.ok("STORE 1 +FLAGS (\\Seen)");
            assertThat(skipRecent(phone)).matches("\\* 1 FETCH \\(.*FLAGS \\(.*\\\\Seen.*\\).*\\)");
            desktop.ok("STORE 1 +FLAGS.SILENT (\\Deleted)");
            assertThat(phone.readLine()).matches("\\* 1 FETCH \\(.*\\\\Deleted.*\\)");
            desktop.ok("EXPUNGE");
            assertThat(phone.readLine()).isEqualTo("* 1 EXPUNGE");
            phone.done();
        }
    }

    @Test // RFC 1939, 4 and 6: what POP3 deletes goes at QUIT, and the other devices hear of it
    void pop3TakesWhatImapShowed() {
        valija.deliver(user, List.of(Arrived.message("one"), Arrived.message("two")));
        try (var imap = valija.inbox(user)) {
            imap.idle();
            try (var pop3 = valija.pop3(user)) {
                pop3.ok("DELE 1");
                valija.deliver(user, Arrived.message("three"));
                assertThat(imap.readLine()).isEqualTo("* 3 EXISTS");
                assertThat(pop3.ok("STAT")).startsWith("+OK 1 ");
            }
            assertThat(skipRecent(imap)).isEqualTo("* 1 EXPUNGE");
            imap.done();
            assertThat(imap.uids()).containsExactly(2L, 3L);
        }
    }

    @Test
    void allAgreeWhileMailComesInAndEverybodyWorks() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Future<Void>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                work.add(threads.submit(send(sender)));
            }
            var expunger = threads.submit(expungeEvens());
            var flagger = threads.submit(flagAll());
            var pop3 = threads.submit(this::pop3Comes);
            for (var sent : work) {
                sent.get(60, TimeUnit.SECONDS);
            }
            flagger.get(60, TimeUnit.SECONDS);
            int byPop3 = pop3.get(60, TimeUnit.SECONDS);
            int byImap = expunger.get(60, TimeUnit.SECONDS);

            try (var imap = valija.inbox(user);
                    var maildrop = valija.pop3(user)) {
                var uids = imap.uids();
                assertThat(uids).isSorted().hasSize(SENDERS * EACH - byImap - byPop3);
                assertThat(new HashSet<>(maildrop.listing("UIDL").values())).hasSize(uids.size());
                assertThat(imap.flags().values()).allMatch(flags -> flags.contains("\\Flagged"));
            }
        }
    }

    private Callable<Void> send(int sender) {
        return () -> {
            try (var smtp = TestSmtp.connect(valija.port(Port.SMTP))) {
                for (int i = 0; i < EACH; i++) {
                    byte[] message = Arrived.message("from" + sender + "-" + i);
                    assertThat(smtp.send("sender@example.net", user.address(), message)
                                    .accepted())
                            .isTrue();
                }
            }
            return null;
        };
    }

    /** Expunges each message with an even UID as it comes; answers how many. */
    private Callable<Integer> expungeEvens() {
        return () -> {
            try (var imap = valija.inbox(user)) {
                var expunged = new HashSet<Long>();
                for (long uid = 2; uid <= 20; uid += 2) {
                    awaitUid(imap, uid);
                    imap.ok("UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)");
                    imap.ok("UID EXPUNGE " + uid);
                    expunged.add(uid);
                }
                assertThat(imap.uids()).doesNotContainAnyElementsOf(expunged);
                return expunged.size();
            }
        };
    }

    /** Flags all messages, again and again until the last has come. */
    private Callable<Void> flagAll() {
        return () -> {
            try (var imap = valija.inbox(user)) {
                for (long last = 0; last < SENDERS * EACH; last = lastUid(imap)) {
                    imap.ok("NOOP");
                    imap.ok("UID STORE 1:* +FLAGS.SILENT (\\Flagged)");
                }
                imap.ok("NOOP");
                imap.ok("UID STORE 1:* +FLAGS.SILENT (\\Flagged)");
            }
            return null;
        };
    }

    /** Takes the message with UID 1, whatever number it has; answers how many it took. */
    private int pop3Comes() {
        try (var imap = valija.inbox(user)) {
            awaitUid(imap, 1);
        }
        try (var pop3 = valija.pop3(user)) {
            Arrived.withoutTrace(pop3.retrieve(1));
            pop3.ok("DELE 1");
        }
        return 1;
    }

    private static void awaitUid(TestImap imap, long uid) {
        eventually("UID " + uid + " is there", () -> lastUid(imap) >= uid);
    }

    private static long lastUid(TestImap imap) {
        imap.ok("NOOP");
        var uids = imap.uids();
        return uids.isEmpty() ? 0 : uids.getLast();
    }

    /** RECENT may follow EXISTS; what it says is of no use to anybody (RFC 9051, appendix E). */
    private static String skipRecent(TestImap imap) {
        String line = imap.readLine();
        return line.endsWith(" RECENT") ? imap.readLine() : line;
    }
}
