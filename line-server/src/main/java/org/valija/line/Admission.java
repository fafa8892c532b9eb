package org.valija.line;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Counts connections by address and says whether one more is welcome. Safe for any thread. */
final class Admission {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Limits limits;
    private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    /** A bucket nobody took from for a minute is full again, and may be forgotten. */
    private final Cache<InetAddress, Bucket> rates =
            Caffeine.newBuilder().expireAfterAccess(MINUTE).maximumSize(100_000).build();

    Admission(Limits limits) {
        this.limits = limits;
    }

    /** @return whether it was let in; if so, {@link #leave} must follow */
    boolean enter(InetAddress client) {
        var customer = customer(client);
        boolean welcome = rates.get(customer, _ -> newBucket()).tryConsume(1) && count(customer);
        if (!welcome) {
            refused.increment();
        }
        return welcome;
    }

    private boolean count(InetAddress customer) {
        var counted = new AtomicBoolean();
        open.compute(customer, (_, before) -> {
            int count = before == null ? 0 : before;
            if (count == limits.connectionsPerAddress()) {
                return before;
            }
            counted.set(true);
            return count + 1;
        });
        return counted.get();
    }

    void leave(InetAddress client) {
        open.computeIfPresent(customer(client), (_, count) -> count == 1 ? null : count - 1);
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

    /** One IPv4 address, or the /64 that an IPv6 customer gets. */
    static InetAddress customer(InetAddress client) {
        byte[] address = client.getAddress();
        if (address.length == 4) {
            return client;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(address, 8), 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
