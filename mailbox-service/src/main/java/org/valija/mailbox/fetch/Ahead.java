package org.valija.mailbox.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Loads the next piece while the one before is sent, so that the database and the network work at the same time. At most
 * two pieces are in memory: the one that is sent, and the one that waits.
 */
final class Ahead<T> {

    /** Milliseconds between two looks whether the other side is still there. */
    private static final long PATIENCE = 500;

    private final SynchronousQueue<Next<T>> next = new SynchronousQueue<>();
    private volatile boolean stopped;

    /** Loads pieces one after the other, on a thread of its own. */
    @FunctionalInterface
    interface Loading<T> {
        void run(Pieces<T> pieces) throws IOException;
    }

    /** Takes pieces, when the one before has been taken. */
    @FunctionalInterface
    interface Pieces<T> {
        void add(T piece) throws IOException;
    }

    /**
     * A piece; or the end if there is none.
     *
     * @param failure that made an end of it; null if that was all
     */
    private record Next<T>(@Nullable T piece, @Nullable Exception failure) {}

    /** Returns when all has been sent. What fails in loading is thrown here; if sending fails, loading ends. */
    void run(Loading<T> loading, Pieces<T> sending) throws IOException {
        var loader = Thread.ofVirtual().name("fetch-ahead").start(() -> load(loading));
        try {
            for (var n = take(loader); n.piece != null || n.failure != null; n = take(loader)) {
                rethrow(n.failure);
                if (n.piece != null) {
                    sending.add(n.piece);
                }
            }
        } finally {
            // Not by an interrupt, which would close the connection to the database if it came in a statement
            stopped = true;
        }
    }

    private Next<T> take(Thread loader) throws IOException {
        try {
            var taken = next.poll(PATIENCE, TimeUnit.MILLISECONDS);
            while (taken == null && loader.isAlive()) {
                taken = next.poll(PATIENCE, TimeUnit.MILLISECONDS);
            }
            return taken == null ? new Next<>(null, new IOException("loading broke off")) : taken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopping");
        }
    }

    private void load(Loading<T> loading) {
        try {
            try {
                loading.run(piece -> hand(new Next<>(piece, null)));
                hand(new Next<>(null, null));
            } catch (RuntimeException e) {
                hand(new Next<>(null, e));
            }
        } catch (IOException _) {
            // Nobody wants more
        }
    }

    private void hand(Next<T> piece) throws IOException {
        try {
            while (!next.offer(piece, PATIENCE, TimeUnit.MILLISECONDS)) {
                if (stopped) {
                    throw new IOException("nobody wants more");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody wants more");
        }
    }

    private static void rethrow(@Nullable Exception failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }
}
