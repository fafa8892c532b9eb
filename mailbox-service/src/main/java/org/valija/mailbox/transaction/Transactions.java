package org.valija.mailbox.transaction;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;
import org.valija.mailbox.api.MailboxException;

/**
 * Runs work in a transaction, and again from the start where PostgreSQL broke it off for the sake of another one:
 * {@code deadlock_detected} (40P01) and {@code serialization_failure} (40001). So work must do nothing that a rollback
 * does not undo. Work that runs within another transaction joins it, and leaves the repetition to it.
 *
 * <p>Where the connection breaks before COMMIT is answered, PostgreSQL is asked what became of the transaction, if that
 * left {@link Evidence}: what was committed is a success, what was not is done again.
 */
@Component
public final class Transactions {

    private static final int ATTEMPTS = 20;
    /** Between two attempts, at random up to this many nanoseconds, so that the two do not meet again. */
    private static final long LONGEST_PAUSE = 20_000_000;

    private static final ScopedValue<Attempt<?>> CURRENT = ScopedValue.newInstance();

    private final TransactionTemplate write;
    private final TransactionTemplate snapshot;
    private final Outcomes outcomes;
    private final Supplier<List<BeforeCommit>> hooks;

    /**
     * @param hooks looked for when they are needed first, as they may need transactions themselves; once, as Spring goes
     *     through its beans and their annotations for it
     */
    @Autowired
    Transactions(PlatformTransactionManager manager, Outcomes outcomes, ObjectProvider<BeforeCommit> hooks) {
        this(manager, outcomes, SingletonSupplier.of(() -> hooks.orderedStream().toList()));
    }

    /** Transactions with nothing to be committed along. */
    public Transactions(PlatformTransactionManager manager, Outcomes outcomes) {
        this(manager, outcomes, List::of);
    }

    private Transactions(PlatformTransactionManager manager, Outcomes outcomes, Supplier<List<BeforeCommit>> hooks) {
        this.outcomes = outcomes;
        this.hooks = hooks;
        write = new TransactionTemplate(manager);
        snapshot = new TransactionTemplate(manager);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Changes something; committed when this returns.
     *
     * @throws MailboxException.Unavailable if other transactions got in the way again and again
     */
    public <T extends @Nullable Object> T write(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        return repeat(write, () -> {
            var result = work.get();
            hooks.get().forEach(hook -> hook.committing(result));
            return result;
        });
    }

    /** The same, for work without a result. */
    public void run(Runnable work) {
        write(() -> {
            work.run();
            return null;
        });
    }

    /** Reads with several statements that all see the same state of the database. */
    public <T extends @Nullable Object> T snapshot(Supplier<T> work) {
        return repeat(snapshot, work);
    }

    /** Tells what the transaction that runs leaves behind if it is committed; the first piece is enough. */
    public static void leave(Evidence evidence) {
        if (CURRENT.isBound() && CURRENT.get().evidence == null) {
            CURRENT.get().evidence = evidence;
        }
    }

    private <T extends @Nullable Object> T repeat(TransactionTemplate template, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        for (int number = 1; ; number++) {
            var attempt = new Attempt<>(work);
            try {
                return ScopedValue.where(CURRENT, attempt).call(() -> template.<T>execute(attempt::run));
            } catch (PessimisticLockingFailureException e) {
                if (number == ATTEMPTS) {
                    throw new MailboxException.Unavailable("too busy, try again later", e);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
            } catch (RuntimeException e) {
                var done = attempt.done;
                if (done == null || attempt.evidence == null) {
                    throw e;
                }
                if (outcomes.isCommitted(attempt.evidence, e)) {
                    return done.result;
                }
                if (number == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The result of work that came to its end, so that all that is left is COMMIT. */
    private record Done<T extends @Nullable Object>(T result) {}

    private static final class Attempt<T extends @Nullable Object> {

        private final Supplier<T> work;
        private @Nullable Done<T> done;
        private @Nullable Evidence evidence;

        Attempt(Supplier<T> work) {
            this.work = work;
        }

        T run(TransactionStatus status) {
            T result = work.get();
            done = new Done<>(result);
            return result;
        }
    }
}
