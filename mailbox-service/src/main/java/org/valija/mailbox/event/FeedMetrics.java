package org.valija.mailbox.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How far behind the feed is, and those who follow it, in numbers. */
@Component
final class FeedMetrics {

    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Timer lag;
    private final Clock clock;

    FeedMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        lag = Timer.builder("valija.feed.lag")
                .description("From when an event was written to when this replica could serve it")
                .publishPercentileHistogram()
                .register(registry);
        Gauge.builder("valija.feed.followers", followers, Set::size)
                .description("Connections that follow the feed")
                .register(registry);
        Gauge.builder("valija.feed.slowest", this, FeedMetrics::slowest)
                .description("How long the slowest follower has had events that it did not take")
                .baseUnit("seconds")
                .register(registry);
    }

    private double slowest() {
        return followers.stream().mapToDouble(Follower::secondsBehind).max().orElse(0);
    }

    /** These can be served now. */
    void readable(List<LoggedEvent> events) {
        var now = clock.instant();
        for (var event : events) {
            var took = Duration.between(event.time(), now);
            // Clocks of replicas and of the database differ a little
            lag.record(took.isNegative() ? Duration.ZERO : took);
        }
    }

    void joined(Follower follower) {
        followers.add(follower);
    }

    void left(Follower follower) {
        followers.remove(follower);
    }
}
