package org.valija.mailbox.content;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.valija.mailbox.api.MailboxException;

/**
 * Lets only a few chunks pass at a time, in the order in which they came: however many large messages are on their way, they
 * never take all connections from everybody else, nor wait for one until their patience ends.
 */
final class Turns {

    private final Semaphore free;
    private final Duration patience;

    /**
     * @param atOnce how many may have their turn at a time
     * @param patience how long one waits for it
     */
    Turns(int atOnce, Duration patience) {
        free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * Waits for its turn, and does the work.
     *
     * @throws MailboxException.Unavailable if the turn does not come in good time
     */
    <T> T take(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // Has a connection: to wait with it for those that still want one would be a ring
            return work.get();
        }
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MailboxException.Unavailable("too many large messages at a time, try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailboxException.Unavailable("stopping", e);
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
