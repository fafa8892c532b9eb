package org.valija.smtp.outbound.destination;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Spreads messages evenly over time. Thread-safe. */
final class Pace {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Duration step;
    private Instant next = Instant.EPOCH;

    /** @param perMinute messages at most; 0 for any number */
    Pace(InstantSource clock, int perMinute) {
        this.clock = clock;
        this.step = perMinute == 0 ? Duration.ZERO : MINUTE.dividedBy(perMinute);
    }

    /** Takes the next turn; how long to wait for it. */
    synchronized Duration turn() {
        if (step.isZero()) {
            return Duration.ZERO;
        }
        var now = clock.instant();
        var turn = next.isAfter(now) ? next : now;
        next = turn.plus(step);
        return Duration.between(now, turn);
    }
}
