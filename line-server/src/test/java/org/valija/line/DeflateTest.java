package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** DEFLATE both ways: RFC 1951, as RFC 4978 uses it. */
class DeflateTest {

    private static final byte[] LINES =
            "a NOOP\r\nb FETCH 1:* (FLAGS)\r\n".repeat(4).getBytes(StandardCharsets.US_ASCII);
    private static final int MEGABYTE = 1024 * 1024;

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final Deflating deflating = new Deflating(wire);
    private final Inflater inflater = new Inflater(true);

    @AfterEach
    void end() {
        deflating.end();
        inflater.end();
    }

    @Test
    void isTheSameHoweverTheNetworkCutsIt() throws IOException {
        deflating.write(LINES);
        var compressed = wire.toByteArray();
        for (int at = 0; at <= compressed.length; at++) {
            assertThat(read(inTwo(compressed, at))).as("cut at " + at).isEqualTo(LINES);
        }
        assertThat(read(octetByOctet(compressed))).isEqualTo(LINES);
    }

    private static InputStream inTwo(byte[] octets, int at) {
        return new SequenceInputStream(
                new ByteArrayInputStream(octets, 0, at), new ByteArrayInputStream(octets, at, octets.length - at));
    }

    private static InputStream octetByOctet(byte[] octets) {
        return new ByteArrayInputStream(octets) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }
        };
    }

    private static byte[] read(InputStream compressed) throws IOException {
        var inflating = new Inflating(compressed);
        try {
            return inflating.readAllBytes();
        } finally {
            inflating.end();
        }
    }

    @Test // RFC 4978, 3: a client must not have to wait for what was answered
    void eachWriteCanBeReadAtOnce() throws Exception {
        var random = new Random(1);
        for (int length = 0; length < 5_000; length += 97) {
            var answer = new byte[length];
            random.nextBytes(answer);
            deflating.write(answer);
            assertThat(inflate()).as(length + " octets").isEqualTo(answer);
        }
        deflating.write('x');
        assertThat(inflate()).asString(StandardCharsets.US_ASCII).isEqualTo("x");
        var zeros = new byte[MEGABYTE];
        deflating.write(zeros);
        assertThat(inflate()).isEqualTo(zeros);
    }

    /** All that can be made of what is on the wire up to now. */
    private byte[] inflate() throws Exception {
        var compressed = wire.toByteArray();
        wire.reset();
        inflater.setInput(compressed);
        var all = new ByteArrayOutputStream();
        var some = new byte[4096];
        for (int count = inflater.inflate(some); count > 0; count = inflater.inflate(some)) {
            all.write(some, 0, count);
        }
        return all.toByteArray();
    }

    @Test
    void tellsWhatCanBeReadWithoutWaiting() throws IOException {
        deflating.write(LINES);
        var compressed = new ByteArrayInputStream(wire.toByteArray());
        var inflating = new Inflating(compressed);
        assertThat(inflating.available()).isPositive();
        assertThat(inflating.readNBytes(LINES.length)).isEqualTo(LINES);
        assertThat(inflating.available()).as("nothing but the end of a block").isZero();
        assertThat(inflating.read()).as("the client has closed").isEqualTo(-1);
        inflating.end();
    }

    /** A bomb costs who reads it no more than what it reads: the rest stays compressed. */
    @Test
    void readsNoFurtherThanIsAskedFor() throws IOException {
        var zeros = new byte[MEGABYTE];
        for (int i = 0; i < 64; i++) {
            deflating.write(zeros);
        }
        assertThat(wire.size()).as("64 MB of zeros").isLessThan(MEGABYTE / 8);
        var compressed = new ByteArrayInputStream(wire.toByteArray());
        var inflating = new Inflating(compressed);
        assertThat(inflating.readNBytes(1000)).hasSize(1000);
        assertThat(inflating.available()).isBetween(1, 1024);
        assertThat(wire.size() - compressed.available())
                .as("octets taken from the wire")
                .isLessThanOrEqualTo(1024);
        inflating.end();
    }

    @Test
    void whatIsNotDeflateIsRefused() {
        // A block of the type that is reserved, and code lengths that are none: RFC 1951, 3.2.3 and 3.2.7
        for (var garbage : new byte[][] {{7, 0, 0}, {5, (byte) 0xff, (byte) 0xff, (byte) 0xff}}) {
            assertThatThrownBy(() -> read(new ByteArrayInputStream(garbage)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("not compressed with DEFLATE");
        }
    }

    @Test
    void randomOctetsEndOneWayOrTheOther() {
        for (int seed = 0; seed < 2_000; seed++) {
            var octets = new byte[64];
            new Random(seed).nextBytes(octets);
            try {
                assertThat(read(new ByteArrayInputStream(octets)))
                        .as("seed " + seed)
                        .hasSizeLessThan(64 * 1032);
            } catch (IOException e) {
                assertThat(e).as("seed " + seed).hasMessage("not compressed with DEFLATE");
            }
        }
    }

    @Test
    void whatBreaksOffIsAtItsEnd() throws IOException {
        deflating.write(LINES);
        var compressed = wire.toByteArray();
        for (int length = 0; length < compressed.length; length++) {
            var read = read(new ByteArrayInputStream(compressed, 0, length));
            assertThat(read).as("after " + length).isEqualTo(Arrays.copyOf(LINES, read.length));
        }
    }

    @Test // RFC 1951, 3.2.3: BFINAL
    void nothingFollowsTheLastBlock() throws IOException {
        var last = new Deflater(9, true);
        last.setInput(LINES);
        last.finish();
        var compressed = new byte[1000];
        int length = last.deflate(compressed);
        last.end();
        var inflating = new Inflating(new ByteArrayInputStream(Arrays.copyOf(compressed, length + 50)));
        assertThat(inflating.readNBytes(LINES.length)).isEqualTo(LINES);
        assertThat(inflating.available()).isZero();
        assertThat(inflating.read()).isEqualTo(-1);
        inflating.end();
    }
}
