package org.valija.mailbox.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.submission.Submission;
import org.valija.mailbox.api.submission.SubmissionsApi;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

class SubmissionsTest {

    private static final String[] LIMITS = {
        "mailbox.submission.messages-an-hour=5",
        "mailbox.submission.recipients-an-hour=20",
        "mailbox.submission.messages-a-day=8",
        "mailbox.submission.recipients-a-day=30"
    };

    @Test
    void limitsHoldOverAllReplicasAndPassWithTime() {
        var clock = new SettableClock();
        var database = TestPostgres.database();
        try (var one = MailboxServer.on(database, clock.inServer(), LIMITS);
                var two = MailboxServer.on(database, clock.inServer(), LIMITS)) {
            var ann = one.createAccount("ann@limits.example", "secret-of-the-tests");
            var ben = one.createAccount("ben@limits.example", "secret-of-the-tests");
            count(one, ann, 19);
            assertThatThrownBy(() -> count(two, ann, 2))
                    .as("recipients an hour")
                    .isInstanceOf(MailboxException.TooSoon.class);
            count(two, ann, 1);
            IntStream.rangeClosed(1, 5).forEach(_ -> count(one, ben, 1));
            assertThatThrownBy(() -> count(two, ben, 1))
                    .as("messages an hour")
                    .isInstanceOf(MailboxException.TooSoon.class)
                    .hasMessageContaining("hour");

            clock.advance(Duration.ofHours(1));
            count(one, ann, 10);
            assertThatThrownBy(() -> count(one, ann, 1))
                    .as("recipients a day")
                    .isInstanceOf(MailboxException.TooSoon.class)
                    .hasMessageContaining("day");
            IntStream.rangeClosed(6, 8).forEach(_ -> count(two, ben, 1));
            assertThatThrownBy(() -> count(one, ben, 1)).as("messages a day").hasMessageContaining("day");

            clock.advance(Duration.ofHours(24));
            IntStream.rangeClosed(1, 5).forEach(_ -> count(two, ben, 4));
        }
    }

    @Test
    void whoCountsAtTheSameMomentIsCountedOnceEach() throws Exception {
        var database = TestPostgres.database();
        try (var one = MailboxServer.on(database, LIMITS);
                var two = MailboxServer.on(database, LIMITS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ann = one.createAccount("ann@race.example", "secret-of-the-tests");
            var attempts = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        try {
                            count(i % 2 == 0 ? one : two, ann, 1);
                            return true;
                        } catch (MailboxException.TooSoon _) {
                            return false;
                        }
                    })
                    .toList();
            int taken = 0;
            for (var attempt : threads.invokeAll(attempts)) {
                taken += attempt.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(5);
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        var server = MailboxServer.shared();
        assertThatThrownBy(() -> count(server, new AccountId(999_999), 1))
                .isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> count(server, new AccountId(999_999), 0)).isInstanceOf(MailboxException.Invalid.class);
        assertThatThrownBy(() -> server.client(ServiceName.POP3)
                        .api(SubmissionsApi.class)
                        .count(new Submission(new AccountId(1), 1)))
                .isInstanceOf(MailboxException.NotPermitted.class);
    }

    private static void count(MailboxServer server, AccountId account, int recipients) {
        server.client(ServiceName.SMTP).api(SubmissionsApi.class).count(new Submission(account, recipients));
    }
}
