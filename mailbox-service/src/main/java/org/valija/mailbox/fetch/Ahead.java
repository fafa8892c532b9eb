package org.valija.mailbox.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Loads the next piece while the one before is sent, or is still being loaded, so that the database and the network work at
 * the same time: a process of PostgreSQL puts content together more slowly than the services pass it on. At most two pieces
 * are in memory or on their way there, so no more than two connections to the database are in use.
 */
final class Ahead<T> {

    /** Milliseconds between two looks whether the other side is still there. */
    private static final long PATIENCE = 500;

    private final SynchronousQueue<Next<T>> next = new SynchronousQueue<>();
    private volatile boolean stopped;

    /** Finds out which pieces there are, one after the other, on a thread of its own. */
    @FunctionalInterface
    interface Loading<T> {
        void run(Pieces<T> pieces) throws IOException;
    }

    /** Takes what loads a piece, starts it, and returns when it is the next to be sent. */
    @FunctionalInterface
    interface Pieces<T> {
        void add(Callable<T> piece) throws IOException;
    }

    /** Sends a piece. */
    @FunctionalInterface
    interface Sending<T> {
        void send(T piece) throws IOException;
    }

    /**
     * A piece; or the end if there is none.
     *
     * @param failure that made an end of it; null if that was all
     */
    private record Next<T>(
            @Nullable Future<T> piece, @Nullable Exception failure) {}

    /** Returns when all has been sent. What fails in loading is thrown here; if sending fails, loading ends. */
    void run(Loading<T> loading, Sending<T> sending) throws IOException {
        var loader = Thread.ofVirtual().name("fetch-ahead").start(() -> load(loading));
        try {
            for (var n = take(loader); n.piece != null || n.failure != null; n = take(loader)) {
                rethrow(n.failure);
                if (n.piece != null) {
                    sending.send(loaded(n.piece));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopping");
        } finally {
            // Not by an interrupt, which would close the connection to the database if it came in a statement
            stopped = true;
        }
    }

    private Next<T> take(Thread loader) throws InterruptedException {
        var taken = next.poll(PATIENCE, TimeUnit.MILLISECONDS);
        while (taken == null && loader.isAlive()) {
            taken = next.poll(PATIENCE, TimeUnit.MILLISECONDS);
        }
        return taken == null ? new Next<>(null, new IOException("loading broke off")) : taken;
    }

    private static <T> T loaded(Future<T> piece) throws IOException, InterruptedException {
        try {
            return piece.get();
        } catch (ExecutionException e) {
            rethrow(e.getCause());
            throw new IOException(e.getCause());
        }
    }

    private void load(Loading<T> loading) {
        try {
            try {
                loading.run(this::start);
                hand(new Next<>(null, null));
            } catch (RuntimeException e) {
                hand(new Next<>(null, e));
            }
        } catch (IOException _) {
            // Nobody wants more
        }
    }

    private void start(Callable<T> piece) throws IOException {
        var task = new FutureTask<>(piece);
        Thread.ofVirtual().name("fetch-piece").start(task);
        hand(new Next<>(task, null));
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

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }
}
