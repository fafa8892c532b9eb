package org.valija.line;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Collects what goes to the client until it is worth a packet. Keeps no buffer while there is nothing in it. */
final class LineOutput extends OutputStream {

    private static final byte[] NONE = new byte[0];
    private static final int SMALL = 512;
    /** Several messages of the usual size: each write wakes the client. */
    private static final int LARGE = 32 * 1024;

    private OutputStream sink;
    private byte[] buffer = NONE;
    private int end;
    /** Octets that the next buffer has at least: all it can have in the middle of a long answer. */
    private int smallest = SMALL;

    LineOutput(OutputStream sink) {
        this.sink = sink;
    }

    /** From now on octets go elsewhere: TLS has begun. */
    void sink(OutputStream next) {
        sink = next;
    }

    /** From now on octets go where that leads. */
    void sink(UnaryOperator<OutputStream> wrapped) {
        sink = wrapped.apply(sink);
    }

    @Override
    public void write(int octet) throws IOException {
        if (end == LARGE) {
            overflow();
        }
        makeRoom(1);
        buffer[end++] = (byte) octet;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, from.length);
        if (length > LARGE - end) {
            overflow();
        }
        if (length > LARGE) {
            sink.write(from, offset, length);
            return;
        }
        makeRoom(length);
        System.arraycopy(from, offset, buffer, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        if (buffer.length - end < length) {
            int size = Math.max(smallest, Math.max(2 * buffer.length, end + length));
            buffer = Arrays.copyOf(buffer, Math.min(size, LARGE));
        }
    }

    /** Sends what is there and keeps the buffer: more is coming. */
    private void overflow() throws IOException {
        int length = end;
        end = 0;
        smallest = LARGE;
        if (length > 0) {
            sink.write(buffer, 0, length);
        }
    }

    @Override
    public void flush() throws IOException {
        int length = end;
        byte[] full = buffer;
        end = 0;
        buffer = NONE;
        smallest = SMALL;
        if (length > 0) {
            sink.write(full, 0, length);
        }
    }

    /** Nothing to close here: {@link LineConnection} closes the socket. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
