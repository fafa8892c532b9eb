package org.valija.mailbox.wake;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells all replicas that there is something new of one kind. A {@code NOTIFY} within a transaction would make PostgreSQL
 * commit one such transaction after the other, so it is sent after the commit, one for all commits of the meantime. Where a
 * notification is lost, readers find what is new by looking now and then.
 */
public class Wake implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Wake.class);
    /** How long to wait after a failure: the database may be away. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** How long a listening connection waits before it shows that it is alive. */
    private static final Duration LISTEN = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final JdbcConnectionDetails database;
    private final String kind;
    /** Goes with each notification, so that who sent it is not woken by it again. */
    private final String self = UUID.randomUUID().toString();

    private final Semaphore unsent = new Semaphore(0);
    private final Object monitor = new Object();
    private long wakes;
    private volatile boolean running;
    private @Nullable Thread notifier;
    private @Nullable Thread listener;

    /** @param kind of what is new: a word in lower case, which names the channel and the threads */
    protected Wake(JdbcClient jdbc, JdbcConnectionDetails database, String kind) {
        this.jdbc = jdbc;
        this.database = database;
        this.kind = kind;
    }

    /** Something has been committed here. */
    public void committed() {
        wake();
        unsent.release();
    }

    /** How often there was something new; to be given to {@link #await}. */
    public long count() {
        synchronized (monitor) {
            return wakes;
        }
    }

    /** Waits until there is something newer than {@code seen}, or the time is over; whether there is. */
    public boolean await(long seen, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (monitor) {
            for (long left = atMost.toNanos(); wakes == seen && left > 0; left = deadline - System.nanoTime()) {
                monitor.wait(left / 1_000_000, (int) (left % 1_000_000));
            }
            return wakes != seen;
        }
    }

    /** Makes all who wait look. */
    public void wake() {
        synchronized (monitor) {
            wakes++;
            monitor.notifyAll();
        }
    }

    private String channel() {
        return "valija_" + kind;
    }

    private void notifyReplicas() {
        while (isRunning()) {
            try {
                unsent.acquire();
                unsent.drainPermits();
                if (!isRunning()) {
                    return;
                }
                jdbc.sql("select pg_notify(?, ?)")
                        .param(channel())
                        .param(self)
                        .query()
                        .listOfRows();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("Other replicas were not told of what is new ({}), and will find it by looking", kind, e);
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
                statement.execute("listen " + channel());
                wake();
                var notifications = connection.unwrap(PGConnection.class);
                while (isRunning()) {
                    var received = notifications.getNotifications((int) LISTEN.toMillis());
                    if (received.length == 0) {
                        statement.execute("select 1");
                    } else if (!Stream.of(received)
                            .allMatch(it -> it.getParameter().equals(self))) {
                        wake();
                    }
                }
            } catch (SQLException e) {
                if (isRunning()) {
                    LOG.info("Not told of what is new ({}) at other replicas at the moment: {}", kind, e.getMessage());
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
        notifier = Thread.ofVirtual().name(kind + "-notify").start(this::notifyReplicas);
        listener = Thread.ofVirtual().name(kind + "-listen").start(this::listen);
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
