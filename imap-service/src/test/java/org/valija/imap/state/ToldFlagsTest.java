package org.valija.imap.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ToldFlagsTest {

    @RepeatedTest(20)
    void remembersInAnyOrder(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var told = new ToldFlags();
        var expected = new HashSet<Long>();
        for (int i = 0; i < 300; i++) {
            long uid = random.nextLong(1, 100);
            if (random.nextBoolean()) {
                told.add(7, uid);
                expected.add(uid);
            }
            assertThat(told.contains(7, uid)).isEqualTo(expected.contains(uid));
        }
    }

    @Test
    void forgets() {
        var told = new ToldFlags();
        told.add(7, 1);
        told.add(8, 1);
        told.forgetUpTo(7);
        assertThat(told.contains(7, 1)).isFalse();
        assertThat(told.contains(8, 1)).isTrue();
    }
}
