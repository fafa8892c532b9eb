package org.valija.line;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Octets from the client, read by the connection's thread alone; other threads may {@link #wake} or {@link #stop} it.
 *
 * <p>A socket can't be waited for together with anything else, so {@link #await} reads ahead in a second virtual thread
 * and itself waits for that thread, a wake-up, or time. The read stays under way when the wait ends early, and the next
 * read takes its result. That costs an idle connection a parked virtual thread, about a kilobyte, and only in IDLE.
 */
final class Inbound {

    /** A command that ends a wait is short. */
    private static final int AHEAD = 256;

    private final ClientSocket socket;
    private InputStream source;

    private volatile boolean stopping;
    /** The connection's thread is in a read which a stop may interrupt. */
    private volatile boolean atRest;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private @Nullable Ahead ahead;

    Inbound(ClientSocket socket) throws IOException {
        this.socket = socket;
        this.source = socket.getInputStream();
    }

    /** From now on octets come from elsewhere: TLS has begun. */
    void source(InputStream next) {
        source = next;
    }

    /** From now on octets are what that makes of those that come. */
    void source(UnaryOperator<InputStream> wrapped) {
        source = wrapped.apply(source);
    }

    /**
     * Reads once.
     *
     * @param due {@link System#nanoTime()} until which to wait; a read that takes longer ends all reading
     * @param interruptible whether a stop ends this read, because no command is half done
     * @return how many octets, or -1 at the end
     */
    int read(byte[] into, int offset, int length, long due, boolean interruptible) throws IOException {
        if (ahead != null) {
            return readAhead(ahead, into, offset, length, due, interruptible);
        }
        if (due - System.nanoTime() <= 0) {
            throw new IdleTimeoutException();
        }
        socket.setSoTimeout(0);
        socket.readBy(due);
        try {
            return readSource(into, offset, length, interruptible);
        } finally {
            socket.readDone();
        }
    }

    /** Reads once, between two commands; when time is up, the next read takes up what this one leaves. */
    int readWithin(long nanos, byte[] into, int offset, int length) throws IOException {
        if (ahead != null) {
            return readAhead(ahead, into, offset, length, System.nanoTime() + nanos, true);
        }
        socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        return readSource(into, offset, length, true);
    }

    private int readSource(byte[] into, int offset, int length, boolean interruptible) throws IOException {
        atRest = interruptible;
        try {
            // After atRest is set, as stop() sets its flag before it looks at atRest: one of both sees the other
            if (interruptible && stopping) {
                throw new StoppingException();
            }
            return source.read(into, offset, length);
        } catch (SocketTimeoutException _) {
            throw new IdleTimeoutException();
        } finally {
            atRest = false;
        }
    }

    boolean waiting() throws IOException {
        return ahead == null ? source.available() > 0 : ahead.isDone();
    }

    Awaited await(long nanos) throws IOException {
        lock.lock();
        try {
            if (ahead == null) {
                socket.setSoTimeout(0);
                ahead = new Ahead();
                Thread.ofVirtual().start(ahead);
            }
            long left = nanos;
            while (!ahead.done && !woken && !stopping && left > 0) {
                left = awaitChange(left);
            }
            if (stopping) {
                throw new StoppingException();
            }
            if (ahead.done) {
                return Awaited.INPUT;
            }
            if (woken) {
                woken = false;
                return Awaited.WOKEN;
            }
            return Awaited.TIMEOUT;
        } finally {
            lock.unlock();
        }
    }

    private int readAhead(Ahead ahead, byte[] into, int offset, int length, long due, boolean interruptible)
            throws IOException {
        lock.lock();
        try {
            while (!ahead.done) {
                if (interruptible && stopping) {
                    throw new StoppingException();
                }
                long left = due - System.nanoTime();
                if (left <= 0) {
                    throw new IdleTimeoutException();
                }
                awaitChange(left);
            }
            int count = ahead.take(into, offset, length);
            if (ahead.isEmpty()) {
                this.ahead = null;
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    private long awaitChange(long nanos) throws IOException {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoppingException();
        }
    }

    /** Whether the next wait ends at once. */
    boolean woken() {
        lock.lock();
        try {
            return woken;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait under way, or else the next one. For any thread. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait or the interruptible read under way, and all to come. For any thread. */
    void stop() {
        stopping = true;
        if (atRest) {
            socket.interruptInput();
        }
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean stopping() {
        return stopping;
    }

    /** One read in a thread of its own; its fields are guarded by the lock. */
    private final class Ahead implements Runnable {

        private final byte[] octets = new byte[AHEAD];
        private int next;
        private int end;
        private @Nullable IOException failure;
        private boolean done;

        @Override
        public void run() {
            int count = 0;
            IOException failed = null;
            try {
                count = source.read(octets);
            } catch (IOException e) {
                failed = e;
            } catch (RuntimeException e) {
                // Nobody may wait for ever, whatever went wrong
                failed = new IOException(e);
            }
            lock.lock();
            try {
                end = count;
                failure = failed;
                done = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        boolean isDone() {
            lock.lock();
            try {
                return done;
            } finally {
                lock.unlock();
            }
        }

        int take(byte[] into, int offset, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (end < 0) {
                return -1;
            }
            int count = Math.min(length, end - next);
            System.arraycopy(octets, next, into, offset, count);
            next += count;
            return count;
        }

        boolean isEmpty() {
            return next == end;
        }
    }
}
