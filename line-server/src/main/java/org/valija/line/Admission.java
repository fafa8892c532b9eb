package org.valija.line;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.valija.line.proxy.AddressRange;

/** Counts connections by address and by network, and says whether one more is welcome. Safe for any thread. */
final class Admission {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Limits limits;
    /** Customers and networks, which differ in their prefixes. */
    private final ConcurrentHashMap<AddressRange, Integer> open = new ConcurrentHashMap<>();

    private final LongAdder refused = new LongAdder();

    /** A bucket nobody took from for a minute is full again, and may be forgotten. */
    private final Cache<AddressRange, Bucket> rates =
            Caffeine.newBuilder().expireAfterAccess(MINUTE).maximumSize(100_000).build();

    Admission(Limits limits) {
        this.limits = limits;
    }

    /** @return why it is not let in; if empty, {@link #leave} must follow */
    Optional<Refusal> enter(InetAddress client) {
        var refusal = refusal(client);
        if (refusal.isPresent()) {
            refused.increment();
        }
        return refusal;
    }

    private Optional<Refusal> refusal(InetAddress client) {
        var customer = customer(client);
        if (!rates.get(customer, _ -> newBucket()).tryConsume(1)) {
            return Optional.of(Refusal.TOO_OFTEN);
        }
        if (!count(customer, limits.connectionsPerAddress())) {
            return Optional.of(Refusal.TOO_MANY_FROM_ADDRESS);
        }
        if (!count(network(client), limits.connectionsPerNetwork())) {
            uncount(customer);
            return Optional.of(Refusal.TOO_MANY_FROM_NETWORK);
        }
        return Optional.empty();
    }

    private boolean count(AddressRange from, int most) {
        var counted = new AtomicBoolean();
        open.compute(from, (_, before) -> {
            int count = before == null ? 0 : before;
            if (count == most) {
                return before;
            }
            counted.set(true);
            return count + 1;
        });
        return counted.get();
    }

    private void uncount(AddressRange from) {
        open.computeIfPresent(from, (_, count) -> count == 1 ? null : count - 1);
    }

    void leave(InetAddress client) {
        uncount(customer(client));
        uncount(network(client));
    }

    void refuse() {
        refused.increment();
    }

    long refused() {
        return refused.sum();
    }

    private Bucket newBucket() {
        int rate = limits.newConnectionsPerMinute();
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate).refillGreedy(rate, MINUTE))
                .build();
    }

    /** One IPv4 address, or the /64 that an IPv6 customer gets at least. */
    private static AddressRange customer(InetAddress client) {
        return AddressRange.around(client, 32, 64);
    }

    /** What one owner often has many addresses of: a /24 of IPv4, the smallest that is routed, or the /56 of a site. */
    private static AddressRange network(InetAddress client) {
        return AddressRange.around(client, 24, 56);
    }
}
