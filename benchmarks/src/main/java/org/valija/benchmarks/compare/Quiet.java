package org.valija.benchmarks.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Keeps what one server does after a load, such as Valija's index of texts or a queue of Postfix, out of the figures of the
 * next one: all servers stand on one machine.
 */
final class Quiet {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Part of all processors that servers in peace take. */
    private static final double PEACE = 0.1;

    private Quiet() {}

    /** Waits until the machine has next to nothing to do, a minute at most. */
    static void await() throws InterruptedException {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long end = System.nanoTime() + PATIENCE.toNanos();
        // Each look is at the time since the one before
        machine.getCpuLoad();
        do {
            Thread.sleep(Duration.ofSeconds(1));
        } while (machine.getCpuLoad() > PEACE && System.nanoTime() < end);
    }
}
