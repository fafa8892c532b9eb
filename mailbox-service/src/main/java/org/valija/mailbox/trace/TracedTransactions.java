package org.valija.mailbox.trace;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.valija.mailbox.api.client.TraceParent;

/**
 * Tells PostgreSQL for which trace a transaction works: {@code application_name} until its end, which
 * {@code pg_stat_activity} shows, and the log of PostgreSQL with {@code %a} in {@code log_line_prefix}. A comment in the
 * statements would cost more, as each would have to be planned anew.
 */
@Component
@ConditionalOnBooleanProperty(name = "mailbox.trace.sql", matchIfMissing = true)
final class TracedTransactions implements TransactionExecutionListener {

    private static final String SERVICE = "mailbox-service ";

    private static final Logger LOG = LoggerFactory.getLogger(TracedTransactions.class);

    private final JdbcClient jdbc;

    TracedTransactions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        var trace = MDC.get(TraceParent.TRACE_ID);
        if (failure == null && trace != null) {
            try {
                jdbc.sql("select set_config('application_name', ?, true)")
                        .param(SERVICE + trace)
                        .query()
                        .singleValue();
            } catch (DataAccessException e) {
                // Thrown from here, it would leave the transaction bound to this thread for ever. The next statement
                // fails too
                LOG.debug("The trace can't be told to PostgreSQL", e);
            }
        }
    }
}
