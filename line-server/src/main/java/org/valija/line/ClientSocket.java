package org.valija.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.time.Duration;

/**
 * An accepted socket that can do two things more: have its blocked read interrupted while it stays good for writing, and
 * tell since when a write makes no progress. Both work below TLS, which is why they are here.
 */
class ClientSocket extends Socket {

    /** Small enough that a client which reads at all finishes it in time. */
    private static final int SLICE = 16 * 1024;

    private final long writeLimit;
    private volatile boolean inputInterrupted;

    /** {@link System#nanoTime()} at which the write under way, or the handshake, is overdue; 0 where there is none. */
    private volatile long writeDue;

    private volatile long handshakeDue;

    ClientSocket(Duration writeLimit) throws SocketException {
        // Without an implementation of its own: accept gives it one
        super((SocketImpl) null);
        this.writeLimit = writeLimit.toNanos();
    }

    /** Makes the read that blocks, and all to come, throw {@link StoppingException}. For any thread. */
    void interruptInput() {
        inputInterrupted = true;
        try {
            // A read that blocks returns as at the end of the stream; Thread.interrupt would close the socket instead
            shutdownInput();
        } catch (IOException _) {
            // closed meanwhile: the read fails anyway
        }
    }

    void handshakeWithin(Duration limit) {
        handshakeDue = due(limit.toNanos());
    }

    void handshakeDone() {
        handshakeDue = 0;
    }

    /** Whether the client should have taken a write, or finished a handshake, by now. For any thread. */
    boolean isOverdue() {
        long now = System.nanoTime();
        long write = writeDue;
        long handshake = handshakeDue;
        return write != 0 && now - write > 0 || handshake != 0 && now - handshake > 0;
    }

    private static long due(long nanos) {
        // Zero means none, and this is a clock that may well pass it
        return (System.nanoTime() + nanos) | 1;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        var in = super.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return checked(in.read());
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return checked(in.read(into, offset, length));
            }

            @Override
            public int available() throws IOException {
                return in.available();
            }

            private int checked(int result) throws StoppingException {
                if (result < 0 && inputInterrupted) {
                    throw new StoppingException();
                }
                return result;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        var out = super.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                try {
                    for (int done = 0; done < length; done += SLICE) {
                        writeDue = due(writeLimit);
                        out.write(from, offset + done, Math.min(SLICE, length - done));
                    }
                } finally {
                    writeDue = 0;
                }
            }
        };
    }
}
