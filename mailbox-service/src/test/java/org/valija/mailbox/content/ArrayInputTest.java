package org.valija.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrayInputTest {

    private static final byte[] OCTETS = new byte[300];

    static {
        new Random(1).nextBytes(OCTETS);
    }

    @Test
    void readsWhatTheJdksOwnReadsInWhateverSteps() throws IOException {
        var random = new Random(2);
        for (int run = 0; run < 1_000; run++) {
            int offset = random.nextInt(OCTETS.length + 1);
            int length = random.nextInt(OCTETS.length - offset + 1);
            var ours = new ArrayInput(OCTETS, offset, length);
            var theirs = new ByteArrayInputStream(OCTETS, offset, length);
            while (theirs.available() > 0) {
                int step = random.nextInt(4);
                int size = random.nextInt(40);
                assertThat(step(ours, step, size)).isEqualTo(step(theirs, step, size));
                assertThat(ours.available()).isEqualTo(theirs.available());
            }
            assertThat(ours.read()).isEqualTo(-1);
            assertThat(ours.read(new byte[1])).isEqualTo(-1);
            assertThat(ours.read(new byte[0])).isZero();
            assertThat(ours.skip(1)).isZero();
        }
    }

    private static byte[] step(InputStream in, int step, int size) throws IOException {
        return switch (step) {
            case 0 -> new byte[] {(byte) in.read()};
            case 1 -> in.readNBytes(size);
            case 2 -> new byte[] {(byte) in.skip(size - 5)};
            default -> {
                var out = new ByteArrayOutputStream();
                in.transferTo(out);
                yield out.toByteArray();
            }
        };
    }

    @Test
    void takesNoMoreThanThereIs() {
        assertThatThrownBy(() -> new ArrayInput(OCTETS, 1, OCTETS.length))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
