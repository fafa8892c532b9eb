package org.valija.mailbox.transaction;

import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.valija.mailbox.api.MailboxException;

/**
 * Finds out what became of a transaction whose COMMIT was sent and not answered, as the connection broke. To say that it
 * failed would be to guess: who is told so tries again, and the message is there twice.
 */
@Component
@EnableConfigurationProperties(TransactionProperties.class)
public class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** {@code invalid_parameter_value}: no such id has been given out; so the database has forgotten it in a crash. */
    private static final String NO_SUCH_TRANSACTION = "22023";

    private final JdbcClient jdbc;
    private final TransactionProperties properties;

    public Outcomes(JdbcClient jdbc, TransactionProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /**
     * Whether a transaction has been committed; waits until it has ended, and while the database is away.
     *
     * @param failure why its COMMIT was not answered
     * @throws MailboxException.Unavailable if that can't be found out in good time
     */
    boolean isCommitted(Evidence evidence, RuntimeException failure) {
        long deadline = System.nanoTime() + properties.outcomePatience().toNanos();
        RuntimeException unknown = failure;
        do {
            try {
                if (hasEnded(evidence.transaction())) {
                    boolean committed = evidence.isThere().getAsBoolean();
                    LOG.info(
                            "COMMIT of transaction {} was not answered; it was {}: {}",
                            evidence.transaction(),
                            committed ? "done" : "not done",
                            failure.toString());
                    return committed;
                }
            } catch (DataAccessException | TransactionException e) {
                unknown = e;
            }
        } while (System.nanoTime() < deadline && pause());
        LOG.warn("Whether transaction {} was committed is not known", evidence.transaction(), unknown);
        throw new MailboxException.Unavailable("perhaps done, perhaps not: the database is away", failure);
    }

    private boolean hasEnded(long transaction) {
        try {
            return jdbc.sql("select pg_xact_status(?::text::xid8) is distinct from 'in progress'")
                    .param(Long.toString(transaction))
                    .query(Boolean.class)
                    .single();
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException cause && NO_SUCH_TRANSACTION.equals(cause.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
