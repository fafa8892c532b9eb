package org.valija.smtp.outbound.flow;

import org.springframework.context.SmartLifecycle;

/**
 * Stops the flow where it begins, and waits until nothing is in it, before Spring stops its other parts: a message that were
 * sent, and then met a channel without a reader, would be sent once more by another gateway.
 */
final class OrderlyStop implements SmartLifecycle {

    private final Leases leases;
    private volatile boolean running;

    /** Whoever makes one must depend on the flow, as Spring then stops this first. */
    OrderlyStop(Leases leases) {
        this.leases = leases;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        leases.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
