package org.valija.mailbox.api.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
    /** How long others are waited for after the first. */
    private static final Duration GATHER = Duration.ofMillis(200);

    private static final Duration RETRY = Duration.ofSeconds(1);
    /** How long a stop waits for what is not reported yet. */
    private static final Duration LAST = Duration.ofSeconds(2);

    private final RejectionsApi api;
    private final BlockingQueue<EventData.MessageRejected> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = Thread.ofVirtual().name("rejections").unstarted(this::run);
    private volatile boolean closing;

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
        try {
            while (!closing) {
                var first = waiting.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    Thread.sleep(GATHER);
                    send(gather(first));
                }
                tellDropped();
            }
        } catch (InterruptedException _) {
            // Closed; what waits still is sent below
        }
        for (var first = waiting.poll(); first != null; first = waiting.poll()) {
            if (!trySend(gather(first))) {
                return;
            }
        }
    }

    private List<EventData.MessageRejected> gather(EventData.MessageRejected first) {
        var batch = new ArrayList<EventData.MessageRejected>();
        batch.add(first);
        waiting.drainTo(batch, BATCH - 1);
        return batch;
    }

    private void send(List<EventData.MessageRejected> batch) throws InterruptedException {
        while (!trySend(batch)) {
            Thread.sleep(RETRY);
        }
    }

    /** Whether this batch is done with: stored, or refused for good. */
    private boolean trySend(List<EventData.MessageRejected> batch) {
        try {
            api.report(new Rejections(batch));
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
        closing = true;
        thread.interrupt();
        try {
            thread.join(LAST);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
