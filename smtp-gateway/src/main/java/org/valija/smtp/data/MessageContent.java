package org.valija.smtp.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.valija.smtp.data.RefusedContentException.Fault;
import org.valija.smtp.parse.Body;
import org.valija.smtp.settings.BareLineEnds;
import org.valija.smtp.settings.MessageLimits;

/**
 * The message as the client sends it, byte for byte, and checked while it passes: a read that finds a fault throws. NUL
 * passes, as RFC 5322, 4, wants obsolete syntax accepted; a bare CR or LF passes in a binary body only.
 */
final class MessageContent extends InputStream {

    private final IncomingMessage message;
    private final InputStream in;
    private final MessageLimits limits;
    private final boolean binary;
    private final HeaderPass header = new HeaderPass();
    private long size;
    private long line;
    private boolean afterCr;

    MessageContent(IncomingMessage message, Body body, MessageLimits limits) {
        this.message = message;
        this.limits = limits;
        this.binary = body == Body.BINARY_MIME;
        this.in = !binary && limits.bareLineEnds() == BareLineEnds.NORMALIZE ? new LineEndNormalizer(message) : message;
    }

    /** What is known of the header so far. */
    HeaderPass header() {
        return header;
    }

    /** Octets so far. */
    long size() {
        return size;
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
        if (count > 0) {
            check(into, offset, count);
        } else if (count < 0 && afterCr && !binary) {
            throw new RefusedContentException(Fault.BARE_LINE_END);
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
            if (header.fields() > limits.fields()) {
                throw new RefusedContentException(Fault.TOO_MANY_FIELDS);
            }
            if (header.received() > limits.received()) {
                throw new RefusedContentException(Fault.LOOP);
            }
        }
        if (!binary) {
            checkLines(octets, offset, count);
        }
    }

    private void checkLines(byte[] octets, int offset, int count) throws RefusedContentException {
        for (int i = offset; i < offset + count; i++) {
            byte octet = octets[i];
            if (afterCr != (octet == '\n')) {
                throw new RefusedContentException(Fault.BARE_LINE_END);
            }
            afterCr = octet == '\r';
            line = octet == '\n' ? 0 : line + 1;
            // With its CR, which is not counted
            if (line > limits.longestLine() + 1) {
                throw new RefusedContentException(Fault.LINE_TOO_LONG);
            }
        }
    }

    /** Reads on until the client can hear why its message is refused; gives up where twice what is allowed has come. */
    void drain() throws IOException {
        message.drain(2 * limits.largestMessage() - size);
    }
}
