package org.valija.mailbox.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.delivery.Envelope;

class CborSequenceTest {

    private static final Envelope ENVELOPE =
            new Envelope("ann@example.org", List.of("bob@example.org"), "ESMTP", "192.0.2.1", null, "t1");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 24, 255, 256, 65_535, 65_536, 1_000_000})
    void contentComesOutAsItWentIn(int size) throws IOException {
        var content = octets(size);
        var bytes = written(out -> {
            out.write(ENVELOPE);
            out.writeFrom(new ByteArrayInputStream(content));
            out.write(content);
            try (var sized = out.content(size)) {
                sized.write(content);
            }
            out.write(ENVELOPE);
        });

        try (var reader = CborSequence.reading(new ByteArrayInputStream(bytes)).reader()) {
            assertThat(reader.next(Envelope.class)).isEqualTo(ENVELOPE);
            assertThat(reader.content().readAllBytes()).isEqualTo(content);
            assertThat(reader.content().readAllBytes()).isEqualTo(content);
            assertThat(reader.content().readAllBytes()).isEqualTo(content);
            assertThat(reader.next(Envelope.class)).isEqualTo(ENVELOPE);
            assertThat(reader.next(Envelope.class)).isNull();
        }
    }

    @Test
    void contentThatNobodyReadsIsSkipped() throws IOException {
        var bytes = written(out -> {
            out.write(octets(100_000));
            out.writeFrom(new ByteArrayInputStream(octets(100_000)));
            out.write(ENVELOPE);
        });

        try (var reader = CborSequence.reading(new ByteArrayInputStream(bytes)).reader()) {
            assertThat(reader.content().read()).isNotNegative();
            reader.content();
            assertThat(reader.require(Envelope.class)).isEqualTo(ENVELOPE);
        }
    }

    @Test
    void aSequenceThatBreaksOffAnywhereIsNeverTakenForAWholeOne() throws IOException {
        var bytes = written(out -> {
            out.write(ENVELOPE);
            out.writeFrom(new ByteArrayInputStream(octets(300)));
        });

        for (int cut = 0; cut < bytes.length; cut++) {
            var reader = CborSequence.reading(new ByteArrayInputStream(bytes, 0, cut))
                    .reader();
            assertThatThrownBy(() -> {
                        reader.require(Envelope.class);
                        reader.content().readAllBytes();
                    })
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatIsNoSequenceIsRefused() {
        for (int first = 0; first < 256; first++) {
            var reader = reader((byte) first, (byte) 0x20, (byte) 0x20, (byte) 0x20, (byte) 0x20, (byte) 0x20);
            assertThatThrownBy(() -> reader.require(Envelope.class))
                    .isInstanceOfAny(StreamCorruptedException.class, EOFException.class);
        }
        // A record that claims to be of 4 GiB costs no memory
        var huge = reader((byte) 0xD8, (byte) 24, (byte) 0x5A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);
        assertThatThrownBy(() -> huge.require(Envelope.class)).isInstanceOf(StreamCorruptedException.class);
    }

    @Test
    void aSourceThatFailsIsToldApartFromTheConnection() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the sender is gone");
            }
        };

        assertThatThrownBy(() -> written(out -> out.writeFrom(broken)))
                .isInstanceOf(SourceException.class)
                .hasRootCauseMessage("the sender is gone");
    }

    @Test
    void announcedSizesAreKept() {
        assertThatThrownBy(() -> written(out -> out.content(3).close())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> written(out -> out.content(3).write(octets(4))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static byte[] written(CborSequence.Content content) throws IOException {
        var out = new ByteArrayOutputStream();
        CborSequence.of(content).writeTo(out);
        return out.toByteArray();
    }

    private static SequenceReader reader(byte... bytes) {
        try {
            return CborSequence.reading(new ByteArrayInputStream(bytes)).reader();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] octets(int size) {
        var octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }
}
