package org.valija.smtp.outbound.flow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.integration.endpoint.MessageProducerSupport;
import org.springframework.integration.support.MessageBuilder;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.LeaseIds;
import org.valija.mailbox.api.outbound.LeaseRenewal;
import org.valija.mailbox.api.outbound.LeaseRequest;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.smtp.outbound.destination.Connections;
import org.valija.smtp.outbound.destination.Destinations;
import org.valija.smtp.settings.OutboundProperties;

/**
 * Where messages come from: leases them as there is room, keeps the leases while they are on their way, and gives back what
 * has not been sent when it is stopped, so that another gateway goes on at once and nothing is sent twice.
 */
class Leases extends MessageProducerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** How long the queue holds a question if it has nothing: less than any proxy's timeout. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration ROOM = Duration.ofMillis(20);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final OutboundQueueApi queue;
    private final Destinations destinations;
    private final Connections connections;
    private final OutboundProperties settings;
    private final InstantSource clock;
    private final String owner;

    private final Map<UUID, OutboundLease> held = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean stopping;
    private @Nullable Thread leasing;
    private @Nullable Thread keeping;

    /** @param owner names this gateway */
    Leases(
            OutboundQueueApi queue,
            Destinations destinations,
            Connections connections,
            OutboundProperties settings,
            InstantSource clock,
            String owner) {
        this.queue = queue;
        this.destinations = destinations;
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
        this.owner = owner;
    }

    @Override
    protected void doStart() {
        super.doStart();
        stopping = false;
        leasing = Thread.ofVirtual().name("outbound-leases").start(this::lease);
        keeping = Thread.ofVirtual().name("outbound-keeper").start(this::keep);
    }

    /** So many messages for one destination are worth having here: more than its connections send at once. */
    private int enough() {
        return Math.min(1_000, 4 * settings.connections());
    }

    private void lease() {
        while (!stopping) {
            try {
                int room = awaitRoom();
                var unwanted = destinations.unwanted(enough());
                var leases = queue.lease(request(room, unwanted));
                leases.forEach(this::begin);
                if (leases.isEmpty() && destinations.isAnyFull(enough())) {
                    // What is due may be for those that have enough here: looks again when they have less
                    await(SWEEP);
                }
            } catch (InterruptedException _) {
                return;
            } catch (MailboxException e) {
                LOG.info("The queue can't be asked now: {}", e.getMessage());
                pause(AFTER_FAILURE);
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.error("Leasing failed, and is tried again", e);
                    pause(AFTER_FAILURE);
                }
            }
        }
    }

    private LeaseRequest request(int room, Set<String> unwanted) {
        return new LeaseRequest(
                owner,
                room,
                enough(),
                (int) settings.lease().toSeconds(),
                (int) patience().toSeconds(),
                unwanted.size() > 10_000 ? Set.of() : unwanted);
    }

    /** How long the queue may hold the question: not past the moment at which we would ask for more. */
    private Duration patience() {
        if (destinations.isAnyFull(enough())) {
            return Duration.ZERO;
        }
        var untilReturn = destinations
                .nextReturn()
                .map(moment -> Duration.between(clock.instant(), moment).plusSeconds(1));
        return untilReturn.filter(time -> time.compareTo(WAIT) < 0).orElse(WAIT);
    }

    private void begin(OutboundLease lease) {
        held.put(lease.id(), lease);
        destinations.holds(lease.destination());
        sendMessage(MessageBuilder.withPayload(new Stage.Leased(lease)).build());
    }

    /** Waits until asking is worth it. */
    private int awaitRoom() throws InterruptedException {
        int room = settings.messages() - held.size();
        if (room < Math.max(1, settings.messages() / 4)) {
            await(ROOM);
            room = settings.messages() - held.size();
        }
        while (room < 1) {
            await(SWEEP);
            room = settings.messages() - held.size();
        }
        return room;
    }

    private void await(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            if (!stopping) {
                var _ = changed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A message is done: what came of it is written down. */
    void done(OutboundLease lease) {
        if (held.remove(lease.id()) != null) {
            destinations.isDone(lease.destination());
        }
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A message was not tried. */
    void giveBack(OutboundLease lease) {
        try {
            queue.release(new LeaseIds(List.of(lease.id())));
        } catch (MailboxException e) {
            LOG.info("Lease {} can't be given back, and runs out: {}", lease.id(), e.getMessage());
        } finally {
            done(lease);
        }
    }

    /** Messages that are on their way now. */
    int held() {
        return held.size();
    }

    private void keep() {
        var renewed = clock.instant();
        while (!Thread.currentThread().isInterrupted()) {
            pause(SWEEP);
            connections.sweep();
            if (clock.instant().isAfter(renewed.plus(settings.lease().dividedBy(3)))) {
                renewed = clock.instant();
                renew();
            }
        }
    }

    private void renew() {
        var ids = new ArrayList<>(held.keySet());
        if (ids.isEmpty()) {
            return;
        }
        try {
            int most = Math.min(1_000, ids.size());
            var lost = queue.renew(new LeaseRenewal(
                    ids.subList(0, most), (int) settings.lease().toSeconds()));
            lost.leases().forEach(id -> LOG.info("Lease {} is lost", id));
        } catch (MailboxException e) {
            LOG.info("Leases can't be renewed now: {}", e.getMessage());
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What waits for its turn is given back, and what is being sent gets time to end. */
    @Override
    protected void doStop() {
        stopping = true;
        destinations.stop();
        if (leasing != null) {
            leasing.interrupt();
        }
        var due = System.nanoTime() + settings.grace().toNanos();
        try {
            while (!held.isEmpty() && System.nanoTime() < due) {
                await(ROOM);
                Thread.sleep(ROOM);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (keeping != null) {
            keeping.interrupt();
        }
        if (!held.isEmpty()) {
            LOG.warn("{} messages were still being sent; they are sent again, perhaps twice", held.size());
        }
        connections.close();
        super.doStop();
    }
}
