package org.valija.smtp.outbound.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.mailbox.api.outbound.Settlement;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.smtp.outbound.flow.Stage.Concluded;

/**
 * Writes down what came of messages: those that end at the same moment by one call, as a call takes its time and they need
 * not wait for each other's. Until the queue has it, it is told again.
 */
final class Settling implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final int MOST = 100;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final OutboundQueueApi queue;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    private record Waiting(Concluded concluded, CompletableFuture<Void> done) {}

    Settling(OutboundQueueApi queue) {
        this.queue = queue;
        thread = Thread.ofVirtual().name("outbound-settling").start(this::run);
    }

    /** Returns when it is committed, or refused for good. */
    void settle(Concluded concluded) {
        var mine = new Waiting(concluded, new CompletableFuture<>());
        waiting.add(mine);
        mine.done.join();
    }

    private void run() {
        try {
            while (true) {
                var batch = new ArrayList<Waiting>();
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST - 1);
                tell(batch);
            }
        } catch (InterruptedException _) {
            // Closed
        }
    }

    private void tell(List<Waiting> batch) throws InterruptedException {
        while (true) {
            try {
                var lost = queue.settle(sequence(batch));
                lost.leases().forEach(id -> LOG.warn("Lease {} was lost before it was settled", id));
                batch.forEach(it -> it.done.complete(null));
                return;
            } catch (MailboxException.Unavailable e) {
                LOG.info("What was sent can't be written down now, and is told again: {}", e.getMessage());
                Thread.sleep(AGAIN);
            } catch (RuntimeException e) {
                if (batch.size() == 1) {
                    var lease = batch.getFirst().concluded.lease();
                    LOG.error("What became of message {} was refused; its lease runs out", lease.message(), e);
                    batch.getFirst().done.complete(null);
                    return;
                }
                // One must not spoil it for the others
                for (var one : batch) {
                    tell(List.of(one));
                }
                return;
            }
        }
    }

    private static CborSequence sequence(List<Waiting> batch) {
        var outcomes = batch.stream().map(it -> it.concluded.outcome()).toList();
        var notices =
                batch.stream().flatMap(it -> it.concluded.notices().stream()).toList();
        return CborSequence.of(out -> {
            out.write(new Settlement(
                    outcomes, notices.stream().map(Stage.Notice::what).toList()));
            for (var notice : notices) {
                out.write(notice.content());
            }
        });
    }

    @Override
    public void close() {
        thread.interrupt();
        var left = new ArrayList<Waiting>();
        waiting.drainTo(left);
        left.forEach(it -> it.done.complete(null));
    }
}
