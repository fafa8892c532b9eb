package org.valija.mailbox.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.AccountProperties;
import org.valija.mailbox.api.MailboxException;

/**
 * Slows down guessing. Failures are counted for an address as seen from one network, so that nobody locks a user out from
 * elsewhere; and for the network as a whole, against trying one password with many addresses. After some failures each
 * further one makes the next attempt wait, longer every time: an attempt that comes too early is refused unheard, and
 * holds no connection. Every replica counts for itself.
 */
@Component
final class LoginThrottle {

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    /** Failures are forgotten when this long has passed since the last one. */
    private static final Duration MEMORY = Duration.ofHours(1);
    /** A network may fail this many times as often as one address from there: many users may share it. */
    private static final int NETWORK_SHARE = 10;

    private static final int LARGEST = 100_000;

    private final AccountProperties properties;
    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > LARGEST;
        }
    };

    private record Failures(int count, Instant last, Instant notBefore) {
        static final Failures NONE = new Failures(0, Instant.EPOCH, Instant.EPOCH);
    }

    LoginThrottle(AccountProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Takes note of an attempt. It counts as failed until {@link #succeeded}, so that many at once are no way around.
     *
     * @throws MailboxException.Unavailable if it comes too early
     */
    synchronized void attempt(Attempt attempt) {
        var address = attempt.username().key();
        var network = attempt.network();
        var now = clock.instant();
        for (var key : new String[] {pair(address, network), network}) {
            var notBefore = of(key, now).notBefore();
            if (now.isBefore(notBefore)) {
                long seconds = Duration.between(now, notBefore).toSeconds() + 1;
                throw new MailboxException.Unavailable("too many failed logins; try again in " + seconds + " seconds");
            }
        }
        count(pair(address, network), properties.freeFailures(), now);
        count(network, properties.freeFailures() * NETWORK_SHARE, now);
    }

    /** The password was right: earlier failures of this address are forgotten, and the attempt was none. */
    synchronized void succeeded(Attempt attempt) {
        var network = attempt.network();
        failures.remove(pair(attempt.username().key(), network));
        failures.computeIfPresent(
                network, (_, it) -> it.count() <= 1 ? null : new Failures(it.count() - 1, it.last(), Instant.EPOCH));
    }

    private void count(String key, int free, Instant now) {
        int count = of(key, now).count() + 1;
        failures.put(key, new Failures(count, now, now.plus(delay(count - free))));
    }

    private Failures of(String key, Instant now) {
        var known = failures.getOrDefault(key, Failures.NONE);
        return now.isBefore(known.last().plus(MEMORY)) ? known : Failures.NONE;
    }

    private Duration delay(int over) {
        if (over <= 0) {
            return Duration.ZERO;
        }
        var doubled = FIRST_DELAY.multipliedBy(1L << Math.min(over - 1, 20));
        return doubled.compareTo(properties.longestDelay()) < 0 ? doubled : properties.longestDelay();
    }

    private static String pair(String address, String network) {
        return address + " " + network;
    }
}
