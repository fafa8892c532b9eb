package org.valija.imap.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.valija.imap.parse.MailboxName;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.mailbox.MailboxStatus;

class SharedMailboxesTest {

    private static final AccountId ANN = new AccountId(1);
    private static final MailboxName INBOX = new MailboxName("INBOX");

    private final SharedMailboxes mailboxes = new SharedMailboxes(100_000);

    private static UidSet everyOther(int count) {
        return UidSet.of(LongStream.range(0, count).map(i -> 1 + 2 * i).toArray());
    }

    private static MailboxStatus status(long uidValidity, long modseq) {
        return new MailboxStatus(new MailboxId(1), "INBOX", uidValidity, 9_999, modseq, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void sessionsThatAgreeShare() {
        var mailbox = mailboxes.selected(ANN, INBOX, status(7, 41), everyOther(1_000));
        var one = mailbox.share(42, everyOther(1_001));

        assertThat(mailbox.share(42, everyOther(1_001))).isSameAs(one);
        assertThat(mailbox.share(43, everyOther(1_001))).as("flags changed").isSameAs(one);
        assertThat(mailbox.known().uids()).isSameAs(one);
        assertThat(mailbox.known().version()).hasToString("7-43-2001");
    }

    @Test // Who lags behind keeps what it knows
    void sessionsThatDoNotAgreeDoNot() {
        var mailbox = mailboxes.selected(ANN, INBOX, status(7, 41), everyOther(1_000));
        mailbox.share(42, everyOther(1_001));
        var before = everyOther(1_000);

        assertThat(mailbox.share(41, before)).isSameAs(before);
        assertThat(mailbox.known().uids()).isEqualTo(everyOther(1_001));
    }

    @Test // A mailbox deleted and made again has another UIDVALIDITY
    void aMailboxOfThatNameIsFoundUntilItIsAnother() {
        var mailbox = mailboxes.selected(ANN, INBOX, status(7, 41), everyOther(10));

        assertThat(mailboxes.find(ANN, INBOX)).isSameAs(mailbox);
        assertThat(mailboxes.find(new AccountId(2), INBOX)).isNull();
        assertThat(mailboxes.selected(ANN, INBOX, status(8, 1), UidSet.empty())).isNotSameAs(mailbox);
        assertThat(mailboxes.find(ANN, INBOX)).isNotSameAs(mailbox);
    }

    @Test
    void keepsNoMoreThanThereIsRoomFor() {
        var held = mailboxes.selected(ANN, new MailboxName("held"), status(7, 1), everyOther(1_000));
        for (int i = 0; i < 100; i++) {
            mailboxes.selected(ANN, new MailboxName("m" + i), status(7, 1), everyOther(1_000));
        }
        System.gc();

        // Each of them takes 14,000 octets
        var found = IntStream.range(0, 100)
                .filter(i -> mailboxes.find(ANN, new MailboxName("m" + i)) != null)
                .boxed();
        assertThat(found).containsExactly(93, 94, 95, 96, 97, 98, 99);
        assertThat(mailboxes.find(ANN, new MailboxName("held"))).isSameAs(held);
    }

    @Test
    void oneAsksForAll() throws Exception {
        var mailbox = mailboxes.selected(ANN, INBOX, status(7, 41), everyOther(10));
        var news = heardNow(42);
        var calls = new AtomicInteger();
        var answers = new ArrayList<Future<MailboxState>>();
        var late = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> mailbox.since(41, news, () -> {
                    calls.incrementAndGet();
                    await(late);
                    return state(42);
                })));
            }
            late.countDown();
        }
        assertThat(calls).hasValue(1);
        for (var answer : answers) {
            assertThat(answer.get()).isSameAs(answers.getFirst().get());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCameLaterIsAskedFor() {
        var mailbox = mailboxes.selected(ANN, INBOX, status(7, 41), everyOther(10));
        var first = mailbox.since(41, heardNow(42), () -> state(42));

        assertThat(mailbox.since(41, heardNow(42), () -> state(43))).isSameAs(first);
        assertThat(mailbox.since(41, heardNow(43), () -> state(43)).highestModseq())
                .isEqualTo(43);
        assertThat(mailbox.since(42, heardNow(43), () -> state(44)).highestModseq())
                .as("another state is known")
                .isEqualTo(44);
        assertThat(mailbox.since(42, heardNow(Watch.UNKNOWN), () -> state(45)).highestModseq())
                .isEqualTo(45);
    }

    @Test // The feed was away: what was asked since it is back tells of all that happened meanwhile
    void whatWasAskedAfterAGapIsShared() {
        var mailbox = mailboxes.selected(ANN, INBOX, status(7, 41), everyOther(10));
        var gap = heardNow(Watch.UNKNOWN);
        var first = mailbox.since(41, gap, () -> state(42));

        assertThat(mailbox.since(41, gap, () -> state(43))).isSameAs(first);
    }

    @Test // The token of one session may have expired, and that of another not
    void aRefusalIsNotShared() {
        var mailbox = mailboxes.selected(ANN, INBOX, status(7, 41), everyOther(10));
        var news = heardNow(42);
        assertThatExceptionOfType(MailboxException.NotAuthenticated.class)
                .isThrownBy(() -> mailbox.since(41, news, () -> {
                    throw new MailboxException.NotAuthenticated("expired");
                }));

        assertThat(mailbox.since(41, news, () -> state(42)).highestModseq()).isEqualTo(42);
    }

    private static Watch.News heardNow(long modseq) {
        return new Watch.News(modseq, System.nanoTime(), null);
    }

    private static MailboxState state(long modseq) {
        return new MailboxState(status(7, modseq), null, null, null, 1, List.of(), List.of(), UidSet.empty(), true);
    }
}
