package org.valija.line;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other threads bring about; ten seconds are for ever. */
final class Wait {

    private Wait() {}

    static void until(BooleanSupplier condition) throws InterruptedException {
        long due = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - due > 0) {
                fail("did not happen in time");
            }
            Thread.sleep(5);
        }
    }
}
