package org.valija.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A connection that costs as little as it can, since the server under load shares the machine: what is received is looked
 * at where it lies, and what is sent is gathered until {@link #flush}. Blocks without a timeout, which saves a system call
 * for each read; {@link LoadRun} closes it when its time is up. Used by one thread. I/O errors are {@link
 * UncheckedIOException}s.
 */
final class Wire implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int LARGEST = 256 * 1024;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    private byte[] received = new byte[1024];
    private int start;
    private int end;
    private int line;
    private int lineLength;

    private byte[] gathered = new byte[256];
    private int gatheredLength;

    Wire(String host, int port) {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + host + ":" + port, e);
        }
    }

    /** Adds octets to what is sent next. */
    Wire put(byte[] octets) {
        return put(octets, octets.length);
    }

    /** Adds the first octets of an array. */
    Wire put(byte[] octets, int length) {
        if (gathered.length - gatheredLength < length) {
            gathered = Arrays.copyOf(gathered, Math.max(gathered.length * 2, gatheredLength + length));
        }
        System.arraycopy(octets, 0, gathered, gatheredLength, length);
        gatheredLength += length;
        return this;
    }

    /** Adds text of US-ASCII. */
    Wire put(String text) {
        return put(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends what was gathered. */
    void flush() {
        try {
            out.write(gathered, 0, gatheredLength);
            gatheredLength = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a line of US-ASCII, CRLF added. */
    void send(String text) {
        put(text).put("\r\n").flush();
    }

    /** Receives the next line, which the methods below are about until the next call. Answers its length without CRLF. */
    int receive() {
        int from = start;
        while (true) {
            for (int i = from; i < end; i++) {
                if (received[i] == '\n' && i > start && received[i - 1] == '\r') {
                    line = start;
                    lineLength = i - 1 - start;
                    start = i + 1;
                    return lineLength;
                }
            }
            int scanned = end - start;
            fill();
            from = start + scanned;
        }
    }

    /** An octet of the line; 0 beyond its end. */
    byte at(int index) {
        return index < lineLength ? received[line + index] : 0;
    }

    /** Whether the line starts with some text of US-ASCII. */
    boolean starts(String text) {
        return has(0, text);
    }

    /** Whether some text of US-ASCII stands in the line at an index. */
    boolean has(int index, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at(index + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The decimal digits from an index on; 0 if there are none. */
    long number(int index) {
        long number = 0;
        for (int i = index; at(i) >= '0' && at(i) <= '9'; i++) {
            number = number * 10 + at(i) - '0';
        }
        return number;
    }

    /** The line, for a message or a rare look. */
    String text() {
        return new String(received, line, lineLength, StandardCharsets.US_ASCII);
    }

    /** The next octets, exactly so many, which must be few. */
    String take(int count) {
        while (end - start < count) {
            fill();
        }
        start += count;
        return new String(received, start - count, count, StandardCharsets.UTF_8);
    }

    /** Passes over octets. */
    void skip(long count) {
        long left = count;
        while (left > end - start) {
            left -= end - start;
            start = end;
            fill();
        }
        start += (int) left;
    }

    private void fill() {
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (end == received.length) {
            if (start > 0) {
                System.arraycopy(received, start, received, 0, end - start);
                end -= start;
                start = 0;
            } else if (received.length < LARGEST) {
                received = Arrays.copyOf(received, received.length * 2);
            } else {
                throw new IllegalStateException("a line of more than " + LARGEST + " octets");
            }
        }
        try {
            int count = in.read(received, end, received.length - end);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            end += count;
            // Who sends so much gets fewer, larger reads
            if (end == received.length && received.length < LARGEST / 4) {
                received = Arrays.copyOf(received, received.length * 2);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
