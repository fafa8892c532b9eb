package org.valija.smtp.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.valija.line.DotStuffedInput;
import org.valija.smtp.data.RefusedContentException.Fault;
import org.valija.smtp.settings.MessageLimits;

/**
 * The message as the client sends it, byte for byte, and checked while it passes: a read that finds a fault throws, and
 * so does the read that would have said "end", if there was a bare CR or LF. NUL passes, as RFC 5322, 4, wants obsolete
 * syntax accepted.
 */
final class MessageContent extends InputStream {

    private final DotStuffedInput in;
    private final MessageLimits limits;
    private final HeaderPass header = new HeaderPass();
    private long size;
    private long line;

    MessageContent(DotStuffedInput in, MessageLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** What is known of the header so far. */
    HeaderPass header() {
        return header;
    }

    /** Whether nothing more comes. */
    boolean atEnd() {
        return in.atEnd();
    }

    /**
     * Reads the header whole, and as much of the body as fits: most messages are then here in full, and a slow client
     * holds no connection to mailbox-service.
     */
    byte[] readOpening(int preferredSize) throws IOException {
        var opening = new ByteArrayOutputStream(4 * 1024);
        var block = new byte[8 * 1024];
        while (opening.size() < preferredSize || !header.ended()) {
            int count = read(block, 0, block.length);
            if (count < 0) {
                break;
            }
            opening.write(block, 0, count);
        }
        return opening.toByteArray();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (in.hasBareLineEnds()) {
            throw new RefusedContentException(Fault.BARE_LINE_END);
        }
        if (count > 0) {
            check(into, offset, count);
        }
        return count;
    }

    private void check(byte[] octets, int offset, int count) throws RefusedContentException {
        size += count;
        if (size > limits.largestMessage()) {
            throw new RefusedContentException(Fault.TOO_LARGE);
        }
        if (!header.ended()) {
            header.accept(octets, offset, count);
            if (header.size() > limits.largestHeader()) {
                throw new RefusedContentException(Fault.HEADER_TOO_LARGE);
            }
            if (header.received() > limits.received()) {
                throw new RefusedContentException(Fault.LOOP);
            }
        }
        checkLines(octets, offset, count);
    }

    private void checkLines(byte[] octets, int offset, int count) throws RefusedContentException {
        for (int i = offset; i < offset + count; i++) {
            line = octets[i] == '\n' ? 0 : line + 1;
            // With its CR, which is not counted
            if (line > limits.longestLine() + 1) {
                throw new RefusedContentException(Fault.LINE_TOO_LONG);
            }
        }
    }

    /**
     * Reads on to the end, so that the client hears why its message is refused: RFC 5321, 4.2.5. Gives up where twice
     * what is allowed has come; then {@link #atEnd} is false.
     */
    void drain() throws IOException {
        var block = new byte[32 * 1024];
        long most = 2 * limits.largestMessage();
        while (size < most && !in.atEnd()) {
            size += Math.max(0, in.read(block));
        }
    }
}
