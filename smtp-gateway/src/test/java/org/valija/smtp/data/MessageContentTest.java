package org.valija.smtp.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.valija.smtp.data.RefusedContentException.Fault;
import org.valija.smtp.parse.Body;
import org.valija.smtp.settings.BareLineEnds;
import org.valija.smtp.settings.MessageLimits;

/** Line ends, however the network cuts them: RFC 5321, 2.3.8. */
class MessageContentTest {

    private static final String OCTETS = "\r\n\r\n\n\r.a:\0";

    @Test
    void normalizesWhatStandsAloneAndNothingElse() throws IOException {
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var message = message(random);
            var expected = message.replaceAll("\r\n|\r|\n", "\r\n");
            assertThat(read(message, Body.SEVEN_BIT, BareLineEnds.NORMALIZE, random))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void refusesWhatStandsAloneAndNothingElse() throws IOException {
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var message = message(random);
            boolean bare = !message.replace("\r\n", "").chars().allMatch(c -> c != '\r' && c != '\n');
            if (bare) {
                assertThatThrownBy(() -> read(message, Body.SEVEN_BIT, BareLineEnds.REFUSE, random))
                        .as("seed %d", seed)
                        .isInstanceOfSatisfying(
                                RefusedContentException.class,
                                e -> assertThat(e.fault()).isEqualTo(Fault.BARE_LINE_END));
            } else {
                assertThat(read(message, Body.SEVEN_BIT, BareLineEnds.REFUSE, random))
                        .isEqualTo(message);
            }
        }
    }

    @Test // RFC 3030, 3
    void leavesBinaryAsItIs() throws IOException {
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            var message = message(random);
            assertThat(read(message, Body.BINARY_MIME, BareLineEnds.NORMALIZE, random))
                    .isEqualTo(message);
        }
    }

    private static String message(Random random) {
        return random.ints(random.nextInt(20), 0, OCTETS.length())
                .mapToObj(i -> OCTETS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static String read(String message, Body body, BareLineEnds bareLineEnds, Random random) throws IOException {
        var limits = new MessageLimits(
                DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 1000, bareLineEnds, 100, 50);
        var content = new MessageContent(new Cut(message, random), body, limits);
        var read = new ByteArrayOutputStream();
        var block = new byte[1 + random.nextInt(5)];
        for (int n = content.read(block, 0, block.length); n >= 0; n = content.read(block, 0, block.length)) {
            read.write(block, 0, n);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    /** A message that comes in pieces of any size. */
    private static final class Cut extends IncomingMessage {

        private final ByteArrayInputStream in;
        private final Random random;

        Cut(String message, Random random) {
            this.in = new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1));
            this.random = random;
        }

        @Override
        public boolean atEnd() {
            return in.available() == 0;
        }

        @Override
        public boolean isAnswerable() {
            return atEnd();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return in.read(into, offset, Math.min(length, 1 + random.nextInt(3)));
        }

        @Override
        public void drain(long most) {
            in.skip(most);
        }
    }
}
