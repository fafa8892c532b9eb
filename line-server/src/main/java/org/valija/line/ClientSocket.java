package org.valija.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * An accepted socket that can do two things more: have its blocked read ended while it stays good for writing, and tell
 * since when a read or a write makes no progress. Both work below TLS, which is why they are here. {@link #setSoTimeout} would
 * do for reads, but a virtual thread that waits with a limit costs up to a third more than one that just waits.
 */
class ClientSocket extends Socket {

    /** Small enough that a client which reads at all finishes it in time. */
    private static final int SLICE = 32 * 1024;

    private final long writeLimit;
    private volatile boolean inputInterrupted;
    private volatile boolean inputTimedOut;

    /** {@link System#nanoTime()} at which what is under way is overdue; 0 where nothing is. */
    private volatile long readDue;

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
        endInput();
    }

    private void endInput() {
        try {
            // A read that blocks returns as at the end of the stream; Thread.interrupt would close the socket instead
            shutdownInput();
        } catch (IOException _) {
            // closed meanwhile: the read fails anyway
        }
    }

    /** Until {@link #readDone}, reads wait no longer than that; they throw {@link SocketTimeoutException} from then on. */
    void readBy(long due) {
        readDue = due | 1;
    }

    void readDone() {
        readDue = 0;
    }

    /** Ends a read that is overdue, and all to come. For any thread. */
    void endOverdueRead() {
        if (isOver(readDue, System.nanoTime())) {
            inputTimedOut = true;
            endInput();
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
        return isOver(writeDue, now) || isOver(handshakeDue, now);
    }

    private static boolean isOver(long due, long now) {
        return due != 0 && now - due > 0;
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

            private int checked(int result) throws IOException {
                if (result < 0 && inputInterrupted) {
                    throw new StoppingException();
                }
                if (result < 0 && inputTimedOut) {
                    throw new SocketTimeoutException();
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
