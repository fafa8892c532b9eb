package org.valija.mailbox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextIndexerTest {

    @ParameterizedTest // Milliseconds
    @CsvSource({"200, 0, 0", "200, 1, 1800", "200, 5, 1800", "200, 6, 7800", "200, 1000, 7800", "0, 3, 0"})
    void restsLongerWhileMoreMailComesIn(long worked, long commits, long rest) {
        assertThat(TextIndexer.restAfter(Duration.ofMillis(worked), commits)).isEqualTo(Duration.ofMillis(rest));
    }
}
