package org.valija.mailbox.relay;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.outbound.LeasedRecipient.OnDeferral;

/**
 * When a message is tried again, and how long.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.5.4.1">RFC 5321, 4.5.4.1</a>
 */
@Component
@EnableConfigurationProperties(RelayProperties.class)
final class RetrySchedule {

    private final RelayProperties properties;

    RetrySchedule(RelayProperties properties) {
        this.properties = properties;
    }

    /**
     * The next attempt. The last one is at the end of the message's time, so that nothing expires without one.
     *
     * @param attempts so many so far; at least 1
     * @param now when the last of them failed
     */
    Instant next(int attempts, Instant queuedAt, Instant now) {
        var regular = now.plus(pause(attempts));
        var end = queuedAt.plus(properties.lifetime());
        if (!regular.isAfter(end)) {
            return regular;
        }
        var soon = now.plus(properties.retries().getFirst());
        return end.isAfter(soon) ? end : soon;
    }

    private Duration pause(int attempts) {
        var retries = properties.retries();
        if (attempts <= retries.size()) {
            return retries.get(attempts - 1);
        }
        var longest = properties.longestRetry();
        var pause = retries.getLast();
        for (int i = retries.size(); i < attempts && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /** What it means if an attempt that begins now fails for the time being. */
    OnDeferral onDeferral(Instant queuedAt, boolean delayTold, Instant now) {
        if (!now.isBefore(queuedAt.plus(properties.lifetime()))) {
            return OnDeferral.EXPIRE;
        }
        return delayTold || now.isBefore(queuedAt.plus(properties.delayNotice()))
                ? OnDeferral.RETRY
                : OnDeferral.DELAYED;
    }
}
