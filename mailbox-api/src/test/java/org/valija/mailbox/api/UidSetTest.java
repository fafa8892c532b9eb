package org.valija.mailbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UidSetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1            | 1
                    1:3          | 1:3
                    3:1          | 1:3
                    5,1:3,4      | 1:5
                    9,1:3,2:4    | 1:4,9
                    7,7,7        | 7
                    4294967295   | 4294967295
                    """)
    void isWrittenAsAscendingRangesThatDoNotTouch(String read, String written) {
        assertThat(UidSet.parse(read)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1:", ":1", "1,,2", "a", "*", "1:*", "4294967296", " 1", "1:2:3"})
    void refusesWhatIsNoSet(String text) {
        assertThatThrownBy(() -> UidSet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emptyTextIsTheEmptySet() {
        assertThat(UidSet.parse("")).isEqualTo(UidSet.empty()).hasToString("");
        assertThat(UidSet.range(2, 1).isEmpty()).isTrue();
    }

    @RepeatedTest(200)
    void doesWhatASetOfNumbersDoes(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var a = numbers(random);
        var b = numbers(random);
        var setA = set(a);
        var setB = set(b);

        assertThat(setA.size()).isEqualTo(a.size());
        assertThat(setA.stream().boxed()).containsExactlyElementsOf(a);
        assertThat(UidSet.parse(setA.toString())).isEqualTo(setA);

        var union = new TreeSet<>(a);
        union.addAll(b);
        assertThat(setA.union(setB)).isEqualTo(set(union));
        var both = new TreeSet<>(a);
        both.retainAll(b);
        assertThat(setA.intersect(setB)).isEqualTo(set(both));
        var rest = new TreeSet<>(a);
        rest.removeAll(b);
        assertThat(setA.minus(setB)).isEqualTo(set(rest));

        for (long uid = 1; uid <= 60; uid++) {
            assertThat(setA.contains(uid)).isEqualTo(a.contains(uid));
            assertThat(setA.countBelow(uid)).isEqualTo(a.headSet(uid).size());
            if (a.contains(uid)) {
                assertThat(setA.at(setA.indexOf(uid))).isEqualTo(uid);
            }
        }
    }

    private static TreeSet<Long> numbers(Random random) {
        var numbers = new TreeSet<Long>();
        for (int i = random.nextInt(40); i > 0; i--) {
            numbers.add(1L + random.nextInt(60));
        }
        return numbers;
    }

    private static UidSet set(TreeSet<Long> numbers) {
        return UidSet.of(numbers.stream().mapToLong(Long::longValue).toArray());
    }

    @Test
    void holdsEveryUidThereCanBe() {
        var all = UidSet.range(1, Uid.MAX);
        assertThat(all.size()).isEqualTo(Integer.MAX_VALUE);
        assertThat(UidSet.of(3, 7, Uid.MAX).intersect(all)).isEqualTo(UidSet.of(3, 7, Uid.MAX));
        assertThat(all.minus(UidSet.of(5))).hasToString("1:4,6:4294967295");
    }
}
