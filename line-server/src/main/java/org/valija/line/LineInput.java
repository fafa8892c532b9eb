package org.valija.line;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Cuts what a client sends into lines and bodies. The buffer is small while lines come, large while a body does, and an
 * idle connection has none.
 */
final class LineInput {

    private static final byte[] NONE = new byte[0];
    private static final int SMALL = 1024;
    private static final int LARGE = 32 * 1024;

    /** How long a client in conversation is expected to take for its next command; nanoseconds. */
    private static final long MOMENT = TimeUnit.SECONDS.toNanos(1);

    /** How much of an over-long line is thrown away in the hope that its end comes. */
    private static final int OVERRUN = 1024 * 1024;

    private final Inbound inbound;
    private final LineOutput output;
    private long timeout;

    byte[] buffer = NONE;
    int position;
    int end;

    /** The last read filled the buffer: more is on its way. */
    private boolean full;

    /** A bare LF came: what follows up to the next CRLF is the rest of a refused line. */
    private boolean inRefusedLine;

    private Body body = Body.NONE;

    /** What is to be read in another way than by lines, and must be read to its end before the next line. */
    interface Body {
        Body NONE = () -> true;

        boolean atEnd();
    }

    LineInput(Inbound inbound, LineOutput output, long timeout) {
        this.inbound = inbound;
        this.output = output;
        this.timeout = timeout;
    }

    void timeout(long nanos) {
        timeout = nanos;
    }

    /** Throws away what came before TLS and was not read yet: it may be an attacker's (RFC 3207, 4.2). */
    void discard() {
        position = end = 0;
        inRefusedLine = false;
    }

    /**
     * @param limit octets without CRLF
     * @throws LineException the line has been consumed
     */
    Line readLine(int limit) throws IOException {
        requireBodyRead();
        long due = System.nanoTime() + timeout;
        if (inRefusedLine) {
            skipToCrlf(false, due);
        }
        int seen = 0;
        boolean afterCr = false;
        boolean bareCr = false;
        // As long as the longest line with its CRLF: the verdict is the same however the network cuts it
        while (seen < limit + 2) {
            if (position + seen == end) {
                fill(due, seen == 0, full ? LARGE : SMALL);
            }
            byte octet = buffer[position + seen];
            seen++;
            if (octet != '\n') {
                bareCr |= afterCr;
                afterCr = octet == '\r';
                continue;
            }
            int start = position;
            position += seen;
            inRefusedLine = !afterCr;
            if (bareCr || inRefusedLine) {
                throw new BareLineEndException();
            }
            return new Line(Arrays.copyOfRange(buffer, start, position - 2));
        }
        position += seen;
        skipToCrlf(afterCr, due);
        throw new LineTooLongException(limit);
    }

    private void skipToCrlf(boolean afterCr, long due) throws IOException {
        boolean cr = afterCr;
        for (int skipped = 0; skipped < OVERRUN; skipped++) {
            if (position == end) {
                fill(due, inRefusedLine, full ? LARGE : SMALL);
            }
            byte octet = buffer[position++];
            if (octet == '\n' && cr) {
                inRefusedLine = false;
                return;
            }
            // Who types bare LFs gets an answer to each
            if (octet == '\n' && inRefusedLine) {
                throw new BareLineEndException();
            }
            cr = octet == '\r';
        }
        throw new LineOverrunException(OVERRUN);
    }

    byte[] readBytes(int count) throws IOException {
        return new LiteralInput(this, count).readNBytes(count);
    }

    <B extends InputStream & Body> B begin(B next) {
        requireBodyRead();
        body = next;
        return next;
    }

    private void requireBodyRead() {
        // Else the rest of a message would be taken for commands
        if (!body.atEnd()) {
            throw new IllegalStateException("the body has not been read to its end");
        }
        body = Body.NONE;
    }

    /** Blocks until there is at least one more octet in the buffer. */
    void fillForBody() throws IOException {
        fill(System.nanoTime() + timeout, false, LARGE);
    }

    /** Reads past the buffer, which must be empty. */
    int readAround(byte[] into, int offset, int length) throws IOException {
        output.flush();
        return orEof(inbound.read(into, offset, length, System.nanoTime() + timeout, false));
    }

    private void fill(long due, boolean interruptible, int preferredSize) throws IOException {
        makeRoom(preferredSize);
        // The client may be waiting for this before it sends more
        output.flush();
        received(inbound.read(buffer, end, buffer.length - end, due, interruptible));
    }

    private void received(int count) throws EOFException {
        end += orEof(count);
        full = end == buffer.length;
    }

    private void makeRoom(int preferredSize) {
        if (position == end) {
            position = end = 0;
            if (buffer.length != preferredSize) {
                buffer = new byte[preferredSize];
            }
        } else if (end == buffer.length) {
            // A line that goes on past the buffer: readLine bounds how long it gets
            int length = end - position;
            var roomier = position > length ? buffer : new byte[buffer.length * 2];
            System.arraycopy(buffer, position, roomier, 0, length);
            buffer = roomier;
            position = 0;
            end = length;
        }
    }

    private static int orEof(int count) throws EOFException {
        if (count < 0) {
            throw new EOFException("client closed the connection");
        }
        return count;
    }

    boolean waiting() throws IOException {
        return position < end || inbound.waiting();
    }

    /**
     * For a client in conversation, which soon says more: a plain read, in one thread, waits for it a moment before two
     * threads do.
     */
    Awaited awaitCommand(long nanos) throws IOException {
        requireBodyRead();
        if (position < end) {
            return Awaited.INPUT;
        }
        long moment = Math.min(nanos, MOMENT);
        if (!inbound.woken()) {
            try {
                makeRoom(SMALL);
                output.flush();
                received(inbound.readWithin(moment, buffer, end, buffer.length - end));
                return Awaited.INPUT;
            } catch (IdleTimeoutException _) {
                // It thinks
            }
        }
        return await(nanos - moment);
    }

    Awaited await(long nanos) throws IOException {
        requireBodyRead();
        if (position < end) {
            return Awaited.INPUT;
        }
        position = end = 0;
        buffer = NONE;
        output.flush();
        return inbound.await(nanos);
    }
}
