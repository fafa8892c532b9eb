package org.valija.mailbox.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.maildrop.Maildrop;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.SettableClock;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.TestPostgres;

/** The lease of a maildrop is the database's: it does not matter at which replica it is asked for. */
class MaildropLeaseTest {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 10;

    @Test // RFC 1939, 4: an exclusive-access lock
    void oneOfManySessionsGetsTheMaildropWhereverItAsks() throws Exception {
        try (var replicas = Replicas.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var users = replicas.user("ann@lease.example", 0);
            for (int round = 0; round < ROUNDS; round++) {
                var together = new CyclicBarrier(CLIENTS);
                var opened = new ArrayList<Future<List<Maildrop>>>();
                for (int i = 0; i < CLIENTS; i++) {
                    var user = users.get(i % 2);
                    opened.add(threads.submit(() -> {
                        together.await();
                        return open(user);
                    }));
                }
                var got = new ArrayList<Maildrop>();
                for (var drop : opened) {
                    got.addAll(drop.get());
                }
                assertThat(got).hasSize(1);
                var lease = got.getFirst().lease();
                // Neither replica minds which of them gave the lease
                var other = users.get(round % 2);
                other.maildrops().renew(other.token(), other.account(), lease.id());
                other.maildrops().release(other.token(), other.account(), lease.id());
            }
        }
    }

    private static List<Maildrop> open(TestUser user) {
        try {
            return List.of(user.maildrops().open(user.token(), user.account()));
        } catch (MailboxException.InUse _) {
            return List.of();
        }
    }

    @Test
    void theLeaseOfAReplicaThatIsGonePassesOnWhenItsTimeIsOver() {
        var clock = new SettableClock();
        var database = TestPostgres.database();
        try (var survivor = MailboxServer.on(database, clock.inServer())) {
            TestUser there;
            String lost;
            try (var gone = MailboxServer.on(database, clock.inServer())) {
                there = TestUser.create(gone, "ann@lease.example", 0);
                lost = open(there).getFirst().lease().id();
            }
            var ann = there.at(survivor);
            assertThat(open(ann)).isEmpty();
            clock.advance(Duration.ofMinutes(2));
            assertThat(open(ann)).hasSize(1);
            assertThatExceptionOfType(MailboxException.NotFound.class)
                    .isThrownBy(() -> ann.maildrops().renew(ann.token(), ann.account(), lost));
        }
    }
}
