package org.valija.mailbox.event;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells all replicas that there are new events. A {@code NOTIFY} within a transaction would make PostgreSQL commit one
 * such transaction after the other, so it is sent after the commit, one for all commits of the meantime. Where a
 * notification is lost, readers find the events by looking now and then.
 */
@Component
final class EventWake implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventWake.class);
    private static final String CHANNEL = "valija_event";
    /** How long to wait after a failure: the database may be away. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** How long a listening connection waits before it shows that it is alive. */
    private static final Duration LISTEN = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final JdbcConnectionDetails database;
    private final Semaphore unsent = new Semaphore(0);
    private final Object monitor = new Object();
    private long wakes;
    private volatile boolean running;
    private @Nullable Thread notifier;
    private @Nullable Thread listener;

    EventWake(JdbcClient jdbc, JdbcConnectionDetails database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Events have been committed here. */
    void committed() {
        wake();
        unsent.release();
    }

    /** How often there was something new; to be given to {@link #await}. */
    long count() {
        synchronized (monitor) {
            return wakes;
        }
    }

    /** Waits until there is something newer than {@code seen}, or the time is over. */
    void await(long seen, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (monitor) {
            for (long left = atMost.toNanos(); wakes == seen && left > 0; left = deadline - System.nanoTime()) {
                monitor.wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        }
    }

    /** Makes all who wait look. */
    void wake() {
        synchronized (monitor) {
            wakes++;
            monitor.notifyAll();
        }
    }

    private void notifyReplicas() {
        while (isRunning()) {
            try {
                unsent.acquire();
                unsent.drainPermits();
                if (!isRunning()) {
                    return;
                }
                jdbc.sql("select pg_notify(?, '')").param(CHANNEL).query().listOfRows();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("Other replicas were not told of new events, and will find them by looking", e);
                pause();
            }
        }
    }

    private void listen() {
        while (isRunning()) {
            // A connection of its own: one of the pool's would be missing there for good
            try (var connection = DriverManager.getConnection(
                            database.getJdbcUrl(), database.getUsername(), database.getPassword());
                    var statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
                wake();
                var notifications = connection.unwrap(PGConnection.class);
                while (isRunning()) {
                    if (notifications.getNotifications((int) LISTEN.toMillis()).length > 0) {
                        wake();
                    } else {
                        statement.execute("select 1");
                    }
                }
            } catch (SQLException e) {
                if (isRunning()) {
                    LOG.info("Not told of events of other replicas at the moment: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(RETRY.multipliedBy(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        notifier = Thread.ofVirtual().name("event-notify").start(this::notifyReplicas);
        listener = Thread.ofVirtual().name("event-listen").start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        unsent.release();
        wake();
        if (notifier != null) {
            // Its connection is of the pool, which is closed next
            join(notifier);
            notifier = null;
        }
        if (listener != null) {
            // Closes the connection that it blocks on, which is its own; interrupted, a pooled one would be broken
            listener.interrupt();
            listener = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
