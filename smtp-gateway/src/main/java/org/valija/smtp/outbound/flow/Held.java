package org.valija.smtp.outbound.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.LeaseIds;
import org.valija.mailbox.api.outbound.LeaseRenewal;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.smtp.outbound.destination.Destinations;

/** The leases that are here: renewed while their messages are on their way, and known when they are lost. Thread-safe. */
final class Held implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Held.class);

    /** Of one call. */
    private static final int MOST = 1_000;

    private final OutboundQueueApi queue;
    private final Destinations destinations;
    private final InstantSource clock;
    private final Duration time;
    private final Batches<UUID> releases;

    /** Until when each is ours, unless it is renewed; {@link Instant#MIN} if it is lost. */
    private final Map<UUID, Instant> until = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Instant renewed;

    /** @param time of a lease */
    Held(OutboundQueueApi queue, Destinations destinations, InstantSource clock, Duration time) {
        this.queue = queue;
        this.destinations = destinations;
        this.clock = clock;
        this.time = time;
        renewed = clock.instant();
        releases = new Batches<>("outbound-releases", MOST, this::release);
    }

    /** One more, just leased. */
    void begin(OutboundLease lease) {
        until.put(lease.id(), clock.instant().plus(time));
        destinations.holds(lease.destination());
    }

    /** Whether nobody else can have it, so that its message may be sent. */
    boolean isOurs(OutboundLease lease) {
        var end = until.get(lease.id());
        return end != null && end.isAfter(clock.instant());
    }

    /** Its message is done: what came of it is written down. */
    void done(OutboundLease lease) {
        if (until.remove(lease.id()) != null) {
            destinations.isDone(lease.destination());
        }
        wake();
    }

    /** Its message was not tried. */
    void giveBack(OutboundLease lease) {
        try {
            if (isOurs(lease)) {
                releases.tell(lease.id());
            }
        } finally {
            done(lease);
        }
    }

    private void release(List<UUID> leases) {
        try {
            queue.release(new LeaseIds(leases));
        } catch (MailboxException e) {
            LOG.info("{} leases can't be given back, and run out: {}", leases.size(), e.getMessage());
        }
    }

    /** Messages that are on their way now. */
    int count() {
        return until.size();
    }

    /** To be called now and then: prolongs all that is here, when that is due. */
    void renew() {
        var now = clock.instant();
        if (now.isBefore(renewed.plus(time.dividedBy(3)))) {
            return;
        }
        renewed = now;
        var ids = until.entrySet().stream()
                .filter(held -> !held.getValue().equals(Instant.MIN))
                .map(Map.Entry::getKey)
                .limit(MOST)
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        try {
            var lost =
                    queue.renew(new LeaseRenewal(ids, (int) time.toSeconds())).leases();
            var end = now.plus(time);
            ids.forEach(id -> until.computeIfPresent(id, (_, _) -> end));
            lost.forEach(id -> until.computeIfPresent(id, (_, _) -> Instant.MIN));
            if (!lost.isEmpty()) {
                LOG.info("{} leases are gone: just settled, or lost to another gateway, and not sent", lost.size());
            }
        } catch (MailboxException e) {
            LOG.info("Leases can't be renewed now: {}", e.getMessage());
        }
    }

    /** Waits until something is so that may change when a message is done, or until the time is over. */
    void await(BooleanSupplier met, Duration limit) throws InterruptedException {
        lock.lock();
        try {
            for (long left = limit.toNanos(); left > 0 && !met.getAsBoolean(); ) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets all {@link #await} look again. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        releases.close();
    }
}
