package org.valija.mailbox.api.client;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.valija.mailbox.api.MailboxException.Unavailable;

/**
 * Says in the log that mailbox-service is away and why, and when it answers again: once, however many calls meet that, and
 * once a minute while it lasts or comes and goes. Thread-safe.
 */
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final long AGAIN = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;

    /** Read at each call that succeeds, so without the lock. */
    private volatile boolean away;

    private long since;
    private long lastSaid;
    private boolean everSaid;
    private boolean saidOfThis;

    /** @param nanoTime as {@link System#nanoTime} */
    Outage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A call found nobody, or was refused for now.
     *
     * @return the same, to be thrown
     */
    synchronized Unavailable met(Unavailable failure) {
        long now = nanoTime.getAsLong();
        if (!away) {
            away = true;
            since = now;
            saidOfThis = false;
        }
        if (!everSaid || now - lastSaid >= AGAIN) {
            everSaid = true;
            saidOfThis = true;
            lastSaid = now;
            String why = String.valueOf(failure.getMessage());
            String cause = String.valueOf(
                    NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
            log.warn("{}; clients are told to try again later", cause.equals(why) ? why : why + ": " + cause);
        }
        return failure;
    }

    /** A call was answered. */
    void over() {
        if (away) {
            end();
        }
    }

    private synchronized void end() {
        if (away && saidOfThis) {
            log.info(
                    "mailbox-service answers again, after {} s",
                    Duration.ofNanos(nanoTime.getAsLong() - since).toSeconds());
        }
        away = false;
    }
}
