package org.valija.mailbox.api.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.livesession.LiveSessionReport;
import org.valija.mailbox.api.livesession.LiveSessionReport.Opened;
import org.valija.mailbox.api.livesession.LiveSessionsApi;

/**
 * Tells mailbox-service which users are connected to this process, in one call every few seconds while there are any, and ends
 * the sessions that an administrator disconnects. Sessions never wait for it, whether mailbox-service is there or not.
 * Thread-safe.
 */
public final class LiveSessions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSessions.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final LiveSessionsApi api;
    private final String node = UUID.randomUUID().toString();
    private final AtomicLong number = new AtomicLong();
    private final ConcurrentMap<String, Session> open = new ConcurrentHashMap<>();
    private final Thread thread;
    /** Both under the lock of this. */
    private final List<Opened> opened = new ArrayList<>();

    private final List<String> closed = new ArrayList<>();
    private boolean whole = true;

    /** @param pause between two reports */
    LiveSessions(LiveSessionsApi api, Duration pause) {
        this.api = api;
        thread = Thread.ofVirtual().name("live-sessions").start(() -> run(pause));
    }

    public LiveSessions(LiveSessionsApi api) {
        this(api, PAUSE);
    }

    /** A session that goes on; to be closed when it ends. */
    public final class Session implements AutoCloseable {

        private final Opened told;
        private final Runnable disconnect;

        private Session(Opened told, Runnable disconnect) {
            this.told = told;
            this.disconnect = disconnect;
        }

        @Override
        public void close() {
            if (open.remove(told.id()) != null) {
                synchronized (LiveSessions.this) {
                    // Of one that came and went between two reports nobody has to hear
                    if (!opened.remove(told)) {
                        closed.add(told.id());
                    }
                }
            }
        }
    }

    /**
     * A user has logged in.
     *
     * @param clientAddress IP address
     * @param disconnect ends the session; called once at most, on another thread, and must not block for long
     */
    public Session opened(AccountId account, String clientAddress, Runnable disconnect) {
        var id = node + "." + number.incrementAndGet();
        var session = new Session(new Opened(id, account, clientAddress, Instant.now()), disconnect);
        open.put(id, session);
        synchronized (this) {
            opened.add(session.told);
        }
        return session;
    }

    private void run(Duration pause) {
        try {
            while (true) {
                Thread.sleep(pause);
                try {
                    report();
                } catch (MailboxException e) {
                    LOG.debug("Sessions can't be reported now: {}", e.getMessage());
                } catch (RuntimeException e) {
                    LOG.warn("Reporting sessions failed, and is tried again", e);
                }
            }
        } catch (InterruptedException _) {
            // Closed
        }
    }

    private void report() {
        LiveSessionReport report;
        synchronized (this) {
            if (open.isEmpty() && closed.isEmpty()) {
                return;
            }
            var news = whole ? open.values().stream().map(it -> it.told).toList() : List.copyOf(opened);
            report = new LiveSessionReport(whole, news, List.copyOf(closed));
            opened.clear();
            closed.clear();
            // Unless it is heard, the next one tells all
            whole = true;
        }
        var orders = api.report(node, report);
        synchronized (this) {
            whole = orders.resend();
        }
        for (var id : orders.disconnect()) {
            var session = open.get(id);
            if (session != null) {
                session.disconnect.run();
            }
        }
    }

    /** Tells nothing more; what was told is forgotten by itself. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
