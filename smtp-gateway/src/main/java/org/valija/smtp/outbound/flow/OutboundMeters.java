package org.valija.smtp.outbound.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;
import org.valija.smtp.outbound.destination.Connections;

/** What this gateway sends, as figures. */
final class OutboundMeters {

    private final Map<Result, Counter> attempts = new EnumMap<>(Result.class);
    private final Timer sending;

    OutboundMeters(MeterRegistry registry, Held held, Connections connections) {
        for (var result : Result.values()) {
            attempts.put(
                    result,
                    Counter.builder("smtp.outbound.attempts")
                            .description("Recipients elsewhere that were tried, by what came of it")
                            .tag("result", result.word())
                            .register(registry));
        }
        sending = Timer.builder("smtp.outbound.sending")
                .description("From the turn of a message to the last answer about it")
                .publishPercentileHistogram()
                .register(registry);
        Gauge.builder("smtp.outbound.held", held, Held::count)
                .description("Messages that this gateway has leased and not settled yet")
                .baseUnit("messages")
                .register(registry);
        FunctionCounter.builder("smtp.outbound.connections", connections, Connections::opened)
                .description("Connections to other servers, by whether they were new to a message")
                .tag("kind", "opened")
                .register(registry);
        FunctionCounter.builder("smtp.outbound.connections", connections, Connections::reused)
                .description("Connections to other servers, by whether they were new to a message")
                .tag("kind", "reused")
                .register(registry);
    }

    void attempted(Result result) {
        Objects.requireNonNull(attempts.get(result)).increment();
    }

    /** How long messages take to be sent. */
    Timer sending() {
        return sending;
    }
}
