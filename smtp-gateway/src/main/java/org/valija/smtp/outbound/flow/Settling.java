package org.valija.smtp.outbound.flow;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.mailbox.api.outbound.Settlement;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.smtp.outbound.flow.Stage.Concluded;

/** Writes down what came of messages, those that end at the same moment together. Until the queue has it, it is told again. */
final class Settling implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final int MOST = 200;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final OutboundQueueApi queue;
    private final Batches<Concluded> batches = new Batches<>("outbound-settling", MOST, this::tell);

    Settling(OutboundQueueApi queue) {
        this.queue = queue;
    }

    /** Returns when it is committed, or refused for good. */
    void settle(Concluded concluded) {
        batches.tell(concluded);
    }

    private void tell(List<Concluded> batch) throws InterruptedException {
        while (true) {
            try {
                var lost = queue.settle(sequence(batch)).leases();
                if (!lost.isEmpty()) {
                    LOG.warn("{} leases were lost before they were settled, {} for one", lost.size(), lost.getFirst());
                }
                return;
            } catch (MailboxException.Unavailable e) {
                LOG.info("What was sent can't be written down now, and is told again: {}", e.getMessage());
                Thread.sleep(AGAIN);
            } catch (RuntimeException e) {
                if (batch.size() == 1) {
                    var message = batch.getFirst().lease().message();
                    LOG.error("What became of message {} was refused; its lease runs out", message, e);
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

    private static CborSequence sequence(List<Concluded> batch) {
        var outcomes = batch.stream().map(Concluded::outcome).toList();
        var notices = batch.stream().flatMap(it -> it.notices().stream()).toList();
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
        batches.close();
    }
}
