package org.valija.smtp.outbound.destination;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.valija.smtp.settings.OutboundProperties;

/**
 * What is known of one destination: how many messages are being sent to it, and whether it is left alone. It is after it
 * could not be reached or refused everything, for longer each time, until it takes a message. Thread-safe.
 */
public final class Destination {

    /** One recipient may be greylisted, or full; so many messages in a row are the server's fault. */
    private static final int REFUSED_IN_A_ROW = 5;

    private static final long LOOK_AGAIN_MILLIS = 200;

    private final String name;
    private final InstantSource clock;
    private final OutboundProperties settings;
    private final int most;
    private final Semaphore connections;
    private final Pace pace;

    private int refused;
    private int backedOff;
    private Instant leftAloneUntil = Instant.EPOCH;
    private boolean stopped;

    Destination(String name, InstantSource clock, OutboundProperties settings, int connections, int rate) {
        this.name = name;
        this.clock = clock;
        this.settings = settings;
        this.most = connections;
        this.connections = new Semaphore(connections, true);
        this.pace = new Pace(clock, rate);
    }

    /** A turn to send something; to be closed when it is done. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for a turn.
     *
     * @param wanted whether there is still something to send, asked now and then
     * @throws LeftAloneException if there will be none now
     */
    public Turn turn(BooleanSupplier wanted) throws LeftAloneException {
        try {
            long wait = pace.turn().toMillis();
            for (; wait > 0; wait -= LOOK_AGAIN_MILLIS) {
                requireOpen(wanted);
                Thread.sleep(Math.min(wait, LOOK_AGAIN_MILLIS));
            }
            do {
                requireOpen(wanted);
            } while (!connections.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LeftAloneException(name);
        }
        if (isLeftAlone()) {
            connections.release();
            throw new LeftAloneException(name);
        }
        return connections::release;
    }

    private void requireOpen(BooleanSupplier wanted) throws LeftAloneException {
        if (isLeftAlone() || !wanted.getAsBoolean()) {
            throw new LeftAloneException(name);
        }
    }

    /** Whether nothing is to be sent there now. */
    public synchronized boolean isLeftAlone() {
        return stopped || leftAloneUntil.isAfter(clock.instant());
    }

    /** When something may be sent there again. */
    synchronized Instant leftAloneUntil() {
        return leftAloneUntil;
    }

    /** It took a message, or refused one for good: it works. */
    public synchronized void works() {
        refused = 0;
        backedOff = 0;
    }

    /** It put off all recipients of a message. */
    public synchronized void putOff() {
        refused++;
        if (refused >= REFUSED_IN_A_ROW) {
            leaveAlone();
        }
    }

    /** It could not be reached, or said that it has enough: 421. */
    public synchronized void leaveAlone() {
        var now = clock.instant();
        if (leftAloneUntil.isAfter(now)) {
            // Several messages met the same fault at the same time
            return;
        }
        int doubled = Math.min(backedOff++, 20);
        var pause = settings.backOff().multipliedBy(1L << doubled);
        leftAloneUntil = now.plus(shorter(pause, settings.longestBackOff()));
        refused = 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** From now on nobody gets a turn. */
    synchronized void stop() {
        stopped = true;
    }

    /** Whether nothing has to be remembered. */
    synchronized boolean isForgettable() {
        return backedOff == 0 && refused == 0 && connections.availablePermits() == most;
    }
}
