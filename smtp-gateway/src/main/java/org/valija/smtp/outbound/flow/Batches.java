package org.valija.smtp.outbound.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Gathers what is to be told at the same moment into one call, as a call takes its time: what comes while one is under way
 * goes with the next. Thread-safe.
 */
final class Batches<T> implements AutoCloseable {

    private final int most;
    private final Call<T> call;
    private final BlockingQueue<Waiting<T>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** Tells it. */
    @FunctionalInterface
    interface Call<T> {

        /** Returns when all of it has been told, or never will be. */
        void run(List<T> batch) throws InterruptedException;
    }

    private record Waiting<T>(T item, CompletableFuture<Void> done) {}

    /** @param most of one call */
    Batches(String name, int most, Call<T> call) {
        this.most = most;
        this.call = call;
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Returns when the call that it went with is over, or all is closed. */
    void tell(T item) {
        var mine = new Waiting<>(item, new CompletableFuture<Void>());
        waiting.add(mine);
        mine.done.join();
    }

    private void run() {
        try {
            while (true) {
                var batch = new ArrayList<Waiting<T>>();
                batch.add(waiting.take());
                waiting.drainTo(batch, most - 1);
                try {
                    call.run(batch.stream().map(Waiting::item).toList());
                } finally {
                    batch.forEach(it -> it.done.complete(null));
                }
            }
        } catch (InterruptedException _) {
            // Closed
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        var left = new ArrayList<Waiting<T>>();
        waiting.drainTo(left);
        left.forEach(it -> it.done.complete(null));
    }
}
