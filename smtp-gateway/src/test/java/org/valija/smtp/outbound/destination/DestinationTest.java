package org.valija.smtp.outbound.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.valija.smtp.settings.OutboundProperties;

/** When a destination is left alone, and for how long, by a clock of the test. */
class DestinationTest {

    private static final OutboundProperties SETTINGS = new Binder(
                    new MapConfigurationPropertySource(Map.of("back-off", "30s", "longest-back-off", "2m")))
            .bindOrCreate("", OutboundProperties.class);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final Destinations destinations = new Destinations(now::get, SETTINGS, 2, 60);
    private final Destination destination = destinations.of("two.example");

    private void later(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /** How long it is left alone from now on. */
    private Duration pause() {
        return Duration.between(now.get(), destination.leftAloneUntil());
    }

    @Test // RFC 5321, 4.5.4.1
    void isLeftAloneForLongerEachTime() throws Exception {
        for (int seconds : new int[] {30, 60, 120, 120}) {
            destination.leaveAlone();
            // Others met the same fault at the same time
            destination.leaveAlone();
            assertThat(pause()).hasSeconds(seconds);
            assertThat(destinations.unwanted(9)).containsExactly("two.example");
            assertThat(destinations.nextReturn()).contains(destination.leftAloneUntil());
            assertThatThrownBy(() -> destination.turn(() -> true)).isInstanceOf(LeftAloneException.class);
            later(pause());
            assertThat(destinations.unwanted(9)).isEmpty();
        }
        destination.turn(() -> true).close();
        destination.works();
        destination.leaveAlone();
        assertThat(pause()).hasSeconds(30);
    }

    @Test
    void oneGreylistedRecipientIsNoReason() {
        for (int i = 0; i < 4; i++) {
            destination.putOff();
        }
        destination.works();
        for (int i = 0; i < 4; i++) {
            destination.putOff();
        }
        assertThat(destination.isLeftAlone()).isFalse();
        destination.putOff();
        assertThat(destination.isLeftAlone()).isTrue();
    }

    @Test
    void spreadsMessagesOverTime() {
        var pace = new Pace(now::get, 60);
        assertThat(pace.turn()).isZero();
        assertThat(pace.turn()).hasSeconds(1);
        assertThat(pace.turn()).hasSeconds(2);
        later(Duration.ofSeconds(10));
        assertThat(pace.turn()).isZero();
    }

    @Test
    void hasEnoughMessagesHereAtSomePoint() {
        destinations.holds("two.example");
        assertThat(destinations.unwanted(2)).isEmpty();
        destinations.holds("two.example");
        assertThat(destinations.unwanted(2)).containsExactly("two.example");
        destinations.isDone("two.example");
        assertThat(destinations.unwanted(2)).isEmpty();
    }

    @Test
    void whoStopsGetsNoTurn() {
        destinations.stop();
        assertThatThrownBy(() -> destination.turn(() -> true)).isInstanceOf(LeftAloneException.class);
        assertThatThrownBy(() -> destinations.of("other.example").turn(() -> true))
                .isInstanceOf(LeftAloneException.class);
    }
}
