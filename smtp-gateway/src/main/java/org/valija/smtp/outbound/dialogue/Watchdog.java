package org.valija.smtp.outbound.dialogue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes sockets that are stuck. A read has a timeout of its own, but a write to a server that reads no more would block
 * for ever, and so would a handshake that comes octet by octet. One for all connections; thread-safe.
 */
public final class Watchdog implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("outbound-watchdog").factory());

    public Watchdog() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** What is being watched; to be closed when it is done. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Closes a socket if it is not done in time. */
    Watch over(Socket socket, Duration limit) {
        var task = timer.schedule(() -> closeQuietly(socket), limit.toMillis(), TimeUnit.MILLISECONDS);
        return () -> task.cancel(false);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Whoever uses it finds out
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
