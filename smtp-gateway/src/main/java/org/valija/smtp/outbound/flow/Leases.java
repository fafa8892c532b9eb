package org.valija.smtp.outbound.flow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.integration.endpoint.MessageProducerSupport;
import org.springframework.integration.support.MessageBuilder;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.LeaseRequest;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.smtp.outbound.destination.Connections;
import org.valija.smtp.outbound.destination.Destinations;
import org.valija.smtp.outbound.message.QueuedMessage;
import org.valija.smtp.settings.OutboundProperties;

/**
 * Where messages come from: leases them as there is room, and gives back what has not been sent when it is stopped, so that
 * another gateway goes on at once and nothing is sent twice.
 */
class Leases extends MessageProducerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /**
     * How long the queue holds a question if it has nothing. A stop waits for the answer: if nobody heard it, what it leases
     * would wait until the lease runs out.
     */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration ROOM = Duration.ofMillis(20);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final OutboundQueueApi queue;
    private final Held held;
    private final Destinations destinations;
    private final Destinations sources;
    private final Connections connections;
    private final OutboundProperties settings;
    private final InstantSource clock;
    private final String owner;

    private volatile boolean stopping;
    private @Nullable Thread leasing;
    private @Nullable Thread keeping;

    /** @param owner names this gateway */
    Leases(
            OutboundQueueApi queue,
            Held held,
            Destinations destinations,
            Destinations sources,
            Connections connections,
            OutboundProperties settings,
            InstantSource clock,
            String owner) {
        this.queue = queue;
        this.held = held;
        this.destinations = destinations;
        this.sources = sources;
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
                    held.await(() -> stopping || !destinations.isAnyFull(enough()), SWEEP);
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
                unwanted.size() > 10_000 ? Set.of() : unwanted,
                true,
                QueuedMessage.SMALL);
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
        held.begin(lease);
        sendMessage(MessageBuilder.withPayload(new Stage.Leased(lease)).build());
    }

    /** Waits until asking is worth it. */
    private int awaitRoom() throws InterruptedException {
        int some = Math.max(1, settings.messages() / 4);
        held.await(() -> stopping || room() >= some, ROOM);
        while (room() < 1 && !stopping) {
            held.await(() -> stopping || room() > 0, SWEEP);
        }
        return Math.max(1, room());
    }

    private int room() {
        return settings.messages() - held.count();
    }

    private void keep() {
        while (!Thread.currentThread().isInterrupted()) {
            pause(SWEEP);
            connections.sweep();
            held.renew();
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
        sources.stop();
        held.wake();
        var due = System.nanoTime() + settings.grace().toNanos();
        try {
            if (leasing != null) {
                leasing.join(WAIT.multipliedBy(2));
                leasing.interrupt();
            }
            held.await(() -> held.count() == 0, Duration.ofNanos(due - System.nanoTime()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (keeping != null) {
            keeping.interrupt();
        }
        if (held.count() > 0) {
            LOG.warn("{} messages were still being sent; they are sent again, perhaps twice", held.count());
        }
        connections.close();
        super.doStop();
    }
}
