package org.valija.mailbox.append;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

/** Appends of the same moment, which share transactions. */
class AppendGroupsTest {

    private static final String MESSAGE = "Subject: together\r\n\r\nbody\r\n";

    private static final MailboxServer SERVER = MailboxServer.shared();
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @Test // RFC 7162, 3.1.1: each change has a modification sequence of its own, by which its author knows that it is
    // the only one
    void eachHasUidsAndAModificationSequenceOfItsOwn() throws Exception {
        var ann = TestUser.create(SERVER, "ann@appends.example", 0);
        var bob = TestUser.create(SERVER, "bob@appends.example", 0);
        var flags = Flags.of(List.of(SystemFlag.SEEN), List.of("$One", "$Two"));
        var answers = new ArrayList<Future<Appended>>();
        for (int i = 0; i < 60; i++) {
            var user = i % 3 == 0 ? bob : ann;
            var mailbox = i % 2 == 0 ? "INBOX" : "Archive";
            answers.add(THREADS.submit(() -> user.append(mailbox, MESSAGE, flags, null)));
        }
        var seen = new HashSet<String>();
        for (var answer : answers) {
            var appended = answer.get();
            assertThat(seen.add("uid " + appended.mailbox() + " " + appended.uids()))
                    .isTrue();
            assertThat(seen.add("modseq " + appended.mailbox() + " " + appended.highestModseq()))
                    .isTrue();
            assertThat(appended.keywords()).containsExactly("$One", "$Two");
        }
        for (var user : List.of(ann, bob)) {
            for (var name : List.of("INBOX", "Archive")) {
                var status = user.status(name);
                int count = user.equals(ann) ? 20 : 10;
                assertThat(status.messages()).isEqualTo(count);
                assertThat(status.unseen()).isZero();
                assertThat(status.uidNext()).isEqualTo(count + 1L);
                assertThat(status.size()).isEqualTo((long) count * MESSAGE.length());
                assertThat(user.open(name).keywords()).containsExactly("$One", "$Two");
                assertThat(user.uids(name).size()).isEqualTo(count);
            }
        }
    }

    @Test
    void whatIsRefusedIsNoMatterOfOthers() throws Exception {
        var cid = TestUser.create(SERVER, "cid@appends.example", 3L * MESSAGE.length());
        var dan = TestUser.create(SERVER, "dan@appends.example", 0);
        var full = new ArrayList<Future<Appended>>();
        var fine = new ArrayList<Future<Appended>>();
        var bad = new ArrayList<Future<Appended>>();
        for (int i = 0; i < 10; i++) {
            full.add(THREADS.submit(() -> cid.append("INBOX", MESSAGE, Flags.NONE, null)));
            fine.add(THREADS.submit(() -> dan.append("INBOX", MESSAGE, Flags.NONE, null)));
            bad.add(THREADS.submit(
                    () -> dan.append("INBOX", MESSAGE, Flags.of(List.of(), List.of("two words")), null)));
        }
        assertThat(refusals(full)).hasSize(7).allMatch(MailboxException.OverQuota.class::isInstance);
        assertThat(refusals(fine)).isEmpty();
        assertThat(refusals(bad)).hasSize(10).allMatch(MailboxException.Invalid.class::isInstance);
        assertThat(cid.status("INBOX").messages()).isEqualTo(3);
        assertThat(dan.status("INBOX").messages()).isEqualTo(10);
    }

    private static List<Throwable> refusals(List<Future<Appended>> answers) throws InterruptedException {
        var refusals = new ArrayList<Throwable>();
        for (var answer : answers) {
            try {
                answer.get();
            } catch (ExecutionException e) {
                refusals.add(e.getCause());
            }
        }
        return refusals;
    }

    @Test
    void whoHasToWaitForALockKeepsNobodyElseWaiting() throws SQLException, InterruptedException, ExecutionException {
        var eve = TestUser.create(SERVER, "eve@appends.example", 0);
        var fay = TestUser.create(SERVER, "fay@appends.example", 0);
        try (var connection = SERVER.database().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select from mailbox where account_id = " + eve.account().value() + " for update");
            var waits = THREADS.submit(() -> eve.append("INBOX", MESSAGE));
            for (int i = 0; i < 5; i++) {
                assertThat(fay.append("INBOX", MESSAGE)).isEqualTo(i + 1L);
            }
            assertThat(waits.isDone()).isFalse();
            connection.rollback();
            assertThat(waits.get()).isEqualTo(1);
        }
    }
}
