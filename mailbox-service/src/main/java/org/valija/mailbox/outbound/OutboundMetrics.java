package org.valija.mailbox.outbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.valija.mailbox.api.outbound.OutboundState;

/** How long the queue of messages for other servers is, and how old. */
@Component
final class OutboundMetrics {

    /** Longer ones look alike: counting must not become a burden when the queue is one. */
    private static final int MOST = 100_000;

    private static final String WAITS = "in ('queued', 'leased', 'deferred')";

    private final JdbcClient jdbc;
    private final Clock clock;

    OutboundMetrics(JdbcClient jdbc, MeterRegistry registry, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        Gauge.builder("valija.outbound.waiting", this, known(it -> it.count(WAITS)))
                .description("Recipients of messages for other servers that wait to be sent to")
                .baseUnit("recipients")
                .strongReference(true)
                .register(registry);
        for (var state : OutboundState.values()) {
            if (!state.isFinal()) {
                Gauge.builder("valija.outbound.state", this, known(it -> it.count("= '" + state.word() + "'")))
                        .description("Recipients of messages for other servers in each state that is not the last")
                        .baseUnit("recipients")
                        .tag("state", state.word())
                        .strongReference(true)
                        .register(registry);
            }
        }
        Gauge.builder("valija.outbound.oldest", this, known(OutboundMetrics::oldest))
                .description("Age of the oldest message for other servers that waits to be sent")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    /** While the database is away, nobody knows. */
    private static ToDoubleFunction<OutboundMetrics> known(ToDoubleFunction<OutboundMetrics> value) {
        return metrics -> {
            try {
                return value.applyAsDouble(metrics);
            } catch (DataAccessException | TransactionException _) {
                return Double.NaN;
            }
        };
    }

    /** @param states a condition of SQL */
    private double count(String states) {
        return jdbc.sql("select count(*) from (select from outbound_recipient where state " + states
                        + " limit ?) as counted")
                .param(MOST)
                .query(Long.class)
                .single();
    }

    private double oldest() {
        return jdbc.sql("""
                select m.queued_at from outbound_message m where m.id = (
                    select min(message_id) from outbound_recipient where state %s)""".formatted(WAITS))
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional()
                .map(queued -> Duration.between(queued, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
