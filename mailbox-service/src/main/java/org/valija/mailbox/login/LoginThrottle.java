package org.valija.mailbox.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.AccountProperties;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.login.LoginFailures.Failures;

/**
 * Slows down guessing. Failures are counted for an address as seen from one network, so that nobody locks a user out from
 * elsewhere; and for the network as a whole, against trying one password with many addresses, unless the settings trust it.
 * After some failures each further one makes the next attempt wait, longer every time: an attempt that comes too early is
 * refused unheard, and holds no connection. All replicas count together; a login that goes well reads once, and writes only
 * where there were failures before.
 */
@Component
@EnableConfigurationProperties(LoginProperties.class)
class LoginThrottle {

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    /** A network may fail this many times as often as one address from there: many users may share it. */
    private static final int NETWORK_SHARE = 10;

    private final LoginFailures failures;
    private final AccountProperties properties;
    private final List<IpAddressMatcher> trusted;
    private final Clock clock;
    /** How many attempts of an address from a network are being checked here, by the key of both. */
    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();

    LoginThrottle(LoginFailures failures, AccountProperties properties, LoginProperties login, Clock clock) {
        this.failures = failures;
        this.properties = properties;
        this.clock = clock;
        trusted = login.trustedNetworks().stream().map(IpAddressMatcher::new).toList();
    }

    /** An attempt that is being checked; to be closed when it has been. */
    final class Turn implements AutoCloseable {

        private final String pair;
        private final List<String> keys;
        private final boolean hasFailures;

        private Turn(String pair, List<String> keys, boolean hasFailures) {
            this.pair = pair;
            this.keys = keys;
            this.hasFailures = hasFailures;
        }

        /** Counts it, in the transaction that tells of it. */
        void failed() {
            failures.add(keys, clock.instant());
        }

        /** Earlier failures of this address are forgotten; those of its network are not. */
        void succeeded() {
            if (hasFailures) {
                failures.forget(pair);
            }
        }

        @Override
        public void close() {
            underWay.computeIfPresent(pair, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * Lets an attempt be checked. As many at once as could fail freely, so that this is no way around the delay.
     *
     * @throws MailboxException.Unavailable if it comes too early
     */
    Turn begin(Attempt attempt) {
        var pair = attempt.username().key() + " " + attempt.network();
        var keys = isTrusted(attempt.clientAddress()) ? List.of(pair) : List.of(pair, attempt.network());
        int before = underWay.merge(pair, 1, Integer::sum) - 1;
        try {
            var now = clock.instant();
            var known = failures.of(keys, now);
            var own = known.getOrDefault(pair, Failures.NONE);
            check(own, properties.freeFailures(), now);
            check(known.getOrDefault(attempt.network(), Failures.NONE), properties.freeFailures() * NETWORK_SHARE, now);
            if (before > 0 && before + own.count() >= properties.freeFailures()) {
                throw new MailboxException.Unavailable("too many logins at once");
            }
            return new Turn(pair, keys, own.count() > 0);
        } catch (RuntimeException e) {
            new Turn(pair, keys, false).close();
            throw e;
        }
    }

    private boolean isTrusted(String clientAddress) {
        return trusted.stream().anyMatch(network -> network.matches(clientAddress));
    }

    private void check(Failures known, int free, Instant now) {
        var delay = delay(known.count() - free);
        var notBefore = known.last().plus(delay);
        if (delay.isPositive() && now.isBefore(notBefore)) {
            long seconds = Duration.between(now, notBefore).toSeconds() + 1;
            throw new MailboxException.Unavailable("too many failed logins; try again in " + seconds + " seconds");
        }
    }

    private Duration delay(int over) {
        if (over <= 0) {
            return Duration.ZERO;
        }
        var doubled = FIRST_DELAY.multipliedBy(1L << Math.min(over - 1, 20));
        return doubled.compareTo(properties.longestDelay()) < 0 ? doubled : properties.longestDelay();
    }
}
