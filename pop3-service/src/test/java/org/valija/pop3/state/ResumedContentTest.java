package org.valija.pop3.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;

/** A message that breaks off on its way from the store. */
class ResumedContentTest {

    private static final byte[] CONTENT = "Subject: x\r\n\r\nbody\r\n".getBytes();

    /** The content from somewhere on, with so many octets before it breaks off. */
    private static InputStream breaking(long from, int octets) {
        var piece = Arrays.copyOfRange(CONTENT, (int) from, Math.min(CONTENT.length, (int) from + octets));
        return new SequenceInputStream(new ByteArrayInputStream(piece), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("broke off");
            }
        });
    }

    @Test
    void goesOnWhereItBrokeOff() throws IOException {
        List<Long> resumed = new ArrayList<>();
        var content = new ResumedContent(breaking(0, 8), offset -> {
            resumed.add(offset);
            return offset < 16
                    ? breaking(offset, 8)
                    : new ByteArrayInputStream(CONTENT, (int) offset, CONTENT.length - (int) offset);
        });
        assertThat(content.readAllBytes()).isEqualTo(CONTENT);
        assertThat(resumed).containsExactly(8L, 16L);
    }

    @Test
    void doesNotTryForEver() {
        var content = new ResumedContent(breaking(0, 8), offset -> breaking(offset, 0));
        assertThatExceptionOfType(IOException.class).isThrownBy(content::readAllBytes);
    }

    @Test
    void failsWhereTheStoreIsAwayOrTheMessageGone() {
        for (var failure : List.of(new MailboxException.Unavailable("away"), new NoSuchMessage("gone"))) {
            var content = new ResumedContent(breaking(0, 8), _ -> {
                throw failure;
            });
            assertThatExceptionOfType(IOException.class).isThrownBy(content::readAllBytes);
        }
    }
}
