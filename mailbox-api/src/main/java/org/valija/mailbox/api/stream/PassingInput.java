package org.valija.mailbox.api.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Reads ahead, as a sequence is of many small items, and passes content on out of its buffer: a message of a few kilobytes
 * costs neither an array of its own nor a copy. Used by one thread.
 */
final class PassingInput extends InputStream {

    private static final int BUFFER = 32 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    /** @param in closed with this stream */
    PassingInput(InputStream in) {
        this.in = in;
    }

    /**
     * Passes octets on.
     *
     * @throws EOFException if the stream ends before
     */
    void pass(long octets, OutputStream out) throws IOException {
        for (long left = octets; left > 0; ) {
            if (!fill()) {
                throw new EOFException("sequence broke off within content");
            }
            int some = (int) Math.min(left, end - start);
            out.write(buffer, start, some);
            start += some;
            left -= some;
        }
    }

    /** False at the end of the stream. */
    private boolean fill() throws IOException {
        if (start < end) {
            return true;
        }
        start = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        return end > 0;
    }

    @Override
    public int read() throws IOException {
        return fill() ? Byte.toUnsignedInt(buffer[start++]) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (start == end && length >= BUFFER) {
            return in.read(into, offset, length);
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(length, end - start);
        System.arraycopy(buffer, start, into, offset, some);
        start += some;
        return some;
    }

    @Override
    public int available() throws IOException {
        return end - start + in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
