package org.valija.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what happens in its own time, in the one place of all tests that polls. An exception or an assertion that
 * fails counts as "not yet"; at the deadline the last one is the cause of the failure.
 *
 * @param deadline how long to wait at most
 */
public record Eventually(Duration deadline) {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE = 2;
    private static final long LONGEST_PAUSE = 100;

    /** A step that may not succeed yet. */
    @FunctionalInterface
    public interface Step {
        /** Does it, or throws. */
        void run() throws Exception;
    }

    /** With a deadline of one's own. */
    public static Eventually within(Duration deadline) {
        return new Eventually(deadline);
    }

    /** Waits up to 30 seconds for a condition; see {@link #until}. */
    public static void eventually(String what, Callable<Boolean> condition) {
        within(DEADLINE).until(what, condition);
    }

    /** Waits up to 30 seconds for assertions to hold; see {@link #untilPasses}. */
    public static void eventuallyPasses(String what, Step assertions) {
        within(DEADLINE).untilPasses(what, assertions);
    }

    /**
     * Waits for a condition.
     *
     * @param what is waited for, as the failure says it: "the message is delivered"
     * @throws AssertionError at the deadline
     */
    public void until(String what, Callable<Boolean> condition) {
        get(what, condition, met -> met);
    }

    /** Waits until some assertions hold. */
    public void untilPasses(String what, Step assertions) {
        get(
                what,
                () -> {
                    assertions.run();
                    return true;
                },
                passed -> passed);
    }

    /** Waits for a value that is wanted, and returns it. The failure shows the last one that was not. */
    public <T> T get(String what, Callable<T> value, Predicate<? super T> wanted) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE;
        while (true) {
            @Nullable T last = null;
            @Nullable Throwable failure = null;
            try {
                last = value.call();
                if (wanted.test(last)) {
                    return last;
                }
            } catch (Exception | AssertionError e) {
                failure = e;
            }
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw new AssertionError(
                        "not within %d ms: %s; last: %s"
                                .formatted(deadline.toMillis(), what, failure == null ? last : failure),
                        failure);
            }
            sleep(what, pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }

    private static void sleep(String what, long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        }
    }
}
