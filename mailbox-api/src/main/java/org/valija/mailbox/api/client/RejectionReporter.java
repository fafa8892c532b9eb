package org.valija.mailbox.api.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.event.Rejections;
import org.valija.mailbox.api.event.RejectionsApi;

/**
 * Reports refusals to mailbox-service, many at a time, and never makes the one wait who refuses. Where there are more than
 * can be reported, or mailbox-service is away for long, some are only counted: a flood of refused mail must not become one
 * of events. Thread-safe.
 */
public final class RejectionReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RejectionReporter.class);
    private static final int MOST_WAITING = 10_000;
    private static final int BATCH = 500;
    /** How long refusals gather, to be reported together. */
    private static final Duration GATHER = Duration.ofMillis(200);
    /** How long a stop waits for what is not reported yet. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private final RejectionsApi api;
    private final BlockingQueue<EventData.MessageRejected> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("rejections").unstarted(this::run);

    public RejectionReporter(RejectionsApi api) {
        this.api = api;
        thread.start();
    }

    /** Reports a refusal soon, if there is room. */
    public void report(EventData.MessageRejected rejection) {
        if (!waiting.offer(rejection)) {
            dropped.incrementAndGet();
        }
    }

    private void run() {
        var batch = new ArrayList<EventData.MessageRejected>();
        try {
            boolean last;
            do {
                last = closed.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
                sendAll(batch);
                tellDropped();
            } while (!last);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param batch what could not be sent the last time, and then this time */
    private void sendAll(List<EventData.MessageRejected> batch) {
        do {
            waiting.drainTo(batch, BATCH - batch.size());
            if (!batch.isEmpty() && !trySend(batch)) {
                return;
            }
            batch.clear();
        } while (!waiting.isEmpty());
    }

    /** Whether this batch is done with: stored, or refused for good. */
    private boolean trySend(List<EventData.MessageRejected> batch) {
        try {
            api.report(new Rejections(List.copyOf(batch)));
        } catch (MailboxException.Unavailable | MailboxException.TooSoon e) {
            LOG.debug("{} refusals can't be reported now: {}", batch.size(), e.getMessage());
            return false;
        } catch (MailboxException e) {
            LOG.warn("{} refusals were not reported: {}", batch.size(), e.getMessage());
        }
        return true;
    }

    private void tellDropped() {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            LOG.warn("{} refusals were too many to be reported", count);
        }
    }

    /** Reports what is left, if mailbox-service is there. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(LAST);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
