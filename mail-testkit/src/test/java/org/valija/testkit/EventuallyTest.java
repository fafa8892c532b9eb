package org.valija.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void waitsThroughFailuresForTheWantedValue() {
        int value = Eventually.within(Duration.ofSeconds(30)).get("five", this::failsTwice, n -> n == 5);
        assertThat(value).isEqualTo(5);
        Eventually.eventually("ten", () -> calls.incrementAndGet() >= 10);
        Eventually.eventuallyPasses(
                "twelve", () -> assertThat(calls.incrementAndGet()).isEqualTo(12));
    }

    @Test
    void saysWhatItWaitedForAndWhatItSawLast() {
        var eventually = Eventually.within(Duration.ofMillis(20));
        assertThatThrownBy(() -> eventually.get("the moon", () -> "cheese", _ -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not within 20 ms: the moon; last: cheese");
        assertThatThrownBy(() -> eventually.until("the end", () -> {
                    throw new IllegalStateException("no end");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the end; last: java.lang.IllegalStateException: no end")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    private int failsTwice() {
        int call = calls.incrementAndGet();
        assertThat(call).isGreaterThan(2);
        return call;
    }
}
