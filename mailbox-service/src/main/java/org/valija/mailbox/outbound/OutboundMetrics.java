package org.valija.mailbox.outbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How long the queue of messages for other servers is. */
@Component
final class OutboundMetrics {

    /** Longer ones look alike: counting must not become a burden when the queue is one. */
    private static final int MOST = 100_000;

    private final JdbcClient jdbc;

    OutboundMetrics(JdbcClient jdbc, MeterRegistry registry) {
        this.jdbc = jdbc;
        Gauge.builder("valija.outbound.waiting", this, OutboundMetrics::waiting)
                .description("Recipients of messages for other servers that wait to be sent to")
                .baseUnit("recipients")
                .strongReference(true)
                .register(registry);
    }

    private double waiting() {
        try {
            return jdbc.sql(
                            "select count(*) from (select from outbound_recipient where state = 'queued' limit ?) as queued")
                    .param(MOST)
                    .query(Long.class)
                    .single();
        } catch (DataAccessException | TransactionException _) {
            // The database is away, and nobody knows
            return Double.NaN;
        }
    }
}
