package org.valija.mailbox.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.TraceParent;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.transaction.Transactions;

/**
 * Commits deliveries in groups: while one transaction runs, the next ones gather, so that under load many share the cost
 * of a commit, and a single one never waits for others to come.
 */
@Component
@EnableConfigurationProperties(DeliveryProperties.class)
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /**
     * How long the next transaction waits for the end of the one that runs. Two at once have fewer messages each, and wait
     * for one another where they have an account in common; but nobody's lock is to hold up the mail of all others.
     */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Transactions transactions;
    private final DeliveryWriter writer;
    private final DeliveryProperties properties;
    private final DeliveryMetrics metrics;
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    /** Has the transaction that runs, unless it takes long. */
    private final Semaphore turn = new Semaphore(1);

    GroupCommit(
            Transactions transactions, DeliveryWriter writer, DeliveryProperties properties, DeliveryMetrics metrics) {
        this.transactions = transactions;
        this.writer = writer;
        this.properties = properties;
        this.metrics = metrics;
        metrics.watch(waiting);
        for (int i = 0; i < properties.writers(); i++) {
            threads.add(Thread.ofVirtual().name("delivery-" + i).start(this::run));
        }
    }

    /** Lets a delivery wait for its turn; {@link #await} tells what became of it. */
    void add(Delivery delivery) {
        waiting.add(delivery);
    }

    /**
     * Returns when a delivery that has been added is committed.
     *
     * @throws MailboxException.Unavailable if nothing has been delivered, and it may be tried again
     */
    DeliveryReport await(Delivery delivery) {
        try {
            return delivery.report().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MailboxException refusal) {
                throw refusal;
            }
            throw new MailboxException.Unavailable("not delivered, try again later", e);
        }
    }

    private void run() {
        try {
            while (true) {
                var first = waiting.take();
                boolean hasTurn = turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                try {
                    var group = gather(first);
                    try (var _ = MDC.putCloseable(TraceParent.TRACE_ID, trace(group))) {
                        commit(group);
                    }
                } finally {
                    if (hasTurn) {
                        turn.release();
                    }
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The trace that a group works for: that of its first delivery, and how many others. */
    private static String trace(List<Delivery> group) {
        var first = group.getFirst().envelope().traceId();
        return group.size() == 1 ? first : first + "+" + (group.size() - 1);
    }

    /** A delivery, and those that wait behind it. */
    private List<Delivery> gather(Delivery first) {
        var group = new ArrayList<Delivery>();
        long octets = 0;
        for (var next = first; next != null; next = waiting.poll()) {
            group.add(next);
            octets += next.content().inMemory();
            if (group.size() == properties.batchMessages()
                    || octets >= properties.batchSize().toBytes()) {
                break;
            }
        }
        return group;
    }

    /** Commits a group. If a message makes its transaction fail, the halves are tried apart, until it stands alone. */
    private void commit(List<Delivery> group) {
        try {
            var begun = metrics.begin();
            var reports = transactions.write(() -> writer.write(group));
            metrics.committed(begun, reports);
            for (int i = 0; i < reports.size(); i++) {
                var envelope = group.get(i).envelope();
                LOG.debug("{} from <{}>: {}", envelope.traceId(), envelope.reversePath(), reports.get(i));
                group.get(i).report().complete(reports.get(i));
            }
        } catch (DataAccessResourceFailureException e) {
            fail(group, e);
        } catch (DataAccessException e) {
            if (group.size() == 1) {
                LOG.error(
                        "Delivery {} can't be written",
                        group.getFirst().envelope().traceId(),
                        e);
                fail(group, e);
            } else {
                commit(group.subList(0, group.size() / 2));
                commit(group.subList(group.size() / 2, group.size()));
            }
        } catch (RuntimeException e) {
            // Perhaps the commit itself: then nobody knows whether it is done, and it must not be tried again here
            fail(group, e);
        }
    }

    private void fail(List<Delivery> group, RuntimeException cause) {
        metrics.failed(group);
        LOG.warn("{} deliveries failed, and are to be tried again: {}", group.size(), cause.toString());
        var refusal = cause instanceof MailboxException.Unavailable
                ? cause
                : new MailboxException.Unavailable("not delivered, try again later", cause);
        group.forEach(delivery -> delivery.report().completeExceptionally(refusal));
    }

    /** Requests have ended when this is called; whatever still waits has nobody to answer to. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
