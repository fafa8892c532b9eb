package org.valija.mailbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.LeaseIds;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;
import org.valija.mailbox.delivery.Post;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Database;
import org.valija.testkit.TestPostgres;

/** Two services on one database, and many gateways that ask both. */
class LeaseReplicasTest {

    private static final int MESSAGES = 300;
    private static final int GATEWAYS = 8;

    private static Database database;
    private static MailboxServer first;
    private static MailboxServer second;
    private static AccountId ann;

    @BeforeAll
    static void start() {
        database = TestPostgres.database();
        first = MailboxServer.on(database, "mailbox.relay.retries=1s", "mailbox.relay.longest-retry=1s");
        second = MailboxServer.on(database, "mailbox.relay.retries=1s", "mailbox.relay.longest-retry=1s");
        ann = first.createAccount("ann@replicas.example", "correct horse");
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    private static List<String> texts(String sql) {
        return new Post(first).texts(sql);
    }

    private static void submit(Random random) {
        var gateway = new Gateway(random.nextBoolean() ? first : second, "submit");
        var to = random.ints(1 + random.nextInt(4), 0, 20)
                .distinct()
                .mapToObj(i -> "user" + random.nextInt(1000) + "@d" + i + ".example")
                .toArray(String[]::new);
        gateway.submit(ann, "ann@replicas.example", "Subject: replicas\r\n\r\nx\r\n", to);
    }

    /** What gateways did, and what they must not have done. */
    private static final class Ledger {
        /** By message and address; the lease that has it now. */
        private final Set<String> held = ConcurrentHashMap.newKeySet();

        private final Set<String> delivered = ConcurrentHashMap.newKeySet();
        private final List<String> wrong = new ArrayList<>();

        private static List<String> keys(OutboundLease lease) {
            return lease.recipients().stream()
                    .map(recipient -> lease.message() + " " + recipient.address())
                    .toList();
        }

        void leased(OutboundLease lease) {
            keys(lease).forEach(key -> {
                if (!held.add(key) || delivered.contains(key)) {
                    complain(key);
                }
            });
        }

        void settling(OutboundLease lease) {
            held.removeAll(keys(lease));
        }

        void delivered(OutboundLease lease) {
            keys(lease).forEach(key -> {
                if (!delivered.add(key)) {
                    complain(key);
                }
            });
        }

        private synchronized void complain(String key) {
            wrong.add(key);
        }
    }

    @Test
    void noRecipientIsLeasedTwiceAndNoneIsForgotten() throws Exception {
        var random = new Random(seed());
        for (int i = 0; i < MESSAGES; i++) {
            submit(random);
        }
        var ledger = new Ledger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Future<?>>();
            for (int i = 0; i < GATEWAYS; i++) {
                var gateway = new Gateway(i % 2 == 0 ? first : second, "g" + i);
                work.add(threads.submit(() -> send(gateway, ledger)));
            }
            for (var done : work) {
                done.get();
            }
        }
        assertThat(ledger.wrong).isEmpty();
        assertThat(texts("select count(*) from outbound_recipient where state <> 'delivered'"))
                .containsExactly("0");
        assertThat(texts("select count(*) from outbound_recipient"))
                .containsExactly(Integer.toString(ledger.delivered.size()));
        assertThat(texts("select count(*) from outbound_attempt a where result = 'delivered'"))
                .containsExactly(Integer.toString(ledger.delivered.size()));
    }

    private static long seed() {
        long seed = Long.getLong("valija.seed", System.nanoTime());
        System.out.println("Random choices: -Dvalija.seed=" + seed);
        return seed;
    }

    /** Takes, sends and settles until there is nothing left, deferring some, and giving some back. */
    private static Void send(Gateway gateway, Ledger ledger) {
        while (!texts("select 1 from outbound_recipient where state <> 'delivered' limit 1")
                .isEmpty()) {
            for (var lease : gateway.lease(20, 5, 1)) {
                ledger.leased(lease);
                switch (ThreadLocalRandom.current().nextInt(6)) {
                    case 0 -> {
                        ledger.settling(lease);
                        gateway.queue().release(new LeaseIds(List.of(lease.id())));
                    }
                    case 1 -> {
                        ledger.settling(lease);
                        assertThat(gateway.settle(lease, Result.DEFERRED)).isEmpty();
                    }
                    default -> {
                        ledger.delivered(lease);
                        ledger.settling(lease);
                        assertThat(gateway.settle(lease, Result.DELIVERED)).isEmpty();
                    }
                }
            }
        }
        return null;
    }

    @Test
    void twoWhoSettleTheSameLeaseAtOnceSettleItOnce() throws Exception {
        var gateways = List.of(new Gateway(first, "same"), new Gateway(second, "same"));
        gateways.getFirst().submit(ann, "ann@replicas.example", "x", "once@twice.example");
        var lease = gateways.getFirst().lease(10).getFirst();
        var won = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = gateways.stream()
                    .map(gateway -> threads.submit(() -> {
                        if (gateway.settle(lease, Result.DELIVERED).isEmpty()) {
                            won.incrementAndGet();
                        }
                    }))
                    .toList();
            for (var done : work) {
                done.get();
            }
        }
        assertThat(won).hasValue(1);
        assertThat(texts("select count(*) from outbound_attempt where recipient = 'once@twice.example'"))
                .containsExactly("1");
    }

    @Test
    void aWaitingCallEndsWhenTheServiceStops() throws Exception {
        try (var third = MailboxServer.on(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> {
                try {
                    return new Gateway(third, "waits").lease(10, 10, 30).size();
                } catch (MailboxException.Unavailable _) {
                    return 0;
                }
            });
            third.stop();
            assertThat(waiting.get()).isZero();
        }
    }
}
