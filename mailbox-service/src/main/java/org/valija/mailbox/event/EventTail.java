package org.valija.mailbox.event;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The latest events, in memory, for all followers of this replica: one thread reads them from the database, whatever the
 * number of followers. Who falls behind what is kept here reads from the database until they have caught up; nobody waits
 * for them.
 */
@Component
final class EventTail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);
    private static final FeedFilter ALL = new FeedFilter(Set.of(), null, null);
    /** How many events are handed on at once. */
    static final int PAGE = 1000;

    private static final int MOST_EVENTS = 20_000;
    private static final long MOST_OCTETS = 16 * 1024 * 1024;
    /** How soon to look again while a transaction holds events back. */
    private static final Duration HELD_BACK = Duration.ofMillis(5);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EventTable table;
    private final EventWake wake;
    private final EventProperties properties;
    private final FeedMetrics metrics;
    private final Object monitor = new Object();
    private final NavigableMap<Position, LoggedEvent> events = new TreeMap<>();
    private long octets;
    /** All events after this one that can be read are in {@link #events}. */
    private @Nullable Position start;
    /** Up to where events have been read. */
    private @Nullable Position end;

    private volatile boolean running;
    private @Nullable Thread reader;

    EventTail(EventTable table, EventWake wake, EventProperties properties, FeedMetrics metrics) {
        this.table = table;
        this.wake = wake;
        this.properties = properties;
        this.metrics = metrics;
    }

    /**
     * The events after a position, at most some hundred; waits for one if there is none.
     *
     * @return empty when the time is over or the service stops; null if the position has fallen behind what is kept
     */
    @Nullable
    List<LoggedEvent> after(Position position, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (monitor) {
            while (true) {
                if (start != null && position.compareTo(start) < 0) {
                    return null;
                }
                var found = start == null
                        ? List.<LoggedEvent>of()
                        : events.tailMap(position, false).values();
                long left = deadline - System.nanoTime();
                if (!found.isEmpty() || left <= 0 || !isRunning()) {
                    return found.stream().limit(PAGE).toList();
                }
                monitor.wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        }
    }

    /** Up to where events have been read; null before the first reading. */
    @Nullable
    Position end() {
        synchronized (monitor) {
            return end;
        }
    }

    private void follow() {
        while (isRunning()) {
            long seen = wake.count();
            try {
                try {
                    if (!read()) {
                        pause(seen);
                    }
                } catch (DataAccessException e) {
                    LOG.warn("Events can't be read at the moment: {}", e.toString());
                    wake.await(seen, RETRY);
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** Reads a page; whether there may be more. */
    private boolean read() {
        var position = end();
        if (position == null) {
            position = table.end();
            synchronized (monitor) {
                start = position;
                end = position;
                monitor.notifyAll();
            }
        }
        var page = table.after(position, ALL, PAGE);
        if (!page.isEmpty()) {
            add(page);
        }
        return page.size() == PAGE;
    }

    private void add(List<LoggedEvent> page) {
        synchronized (monitor) {
            for (var event : page) {
                events.put(event.position(), event);
                octets += event.frame().length;
            }
            end = page.getLast().position();
            while (events.size() > MOST_EVENTS || octets > MOST_OCTETS) {
                var oldest = events.pollFirstEntry().getValue();
                octets -= oldest.frame().length;
                start = oldest.position();
            }
            monitor.notifyAll();
        }
        metrics.readable(page);
    }

    private void pause(long seen) throws InterruptedException {
        // Where one event follows the other, this is all there is to wait for
        if (wake.await(seen, HELD_BACK)) {
            return;
        }
        var position = end();
        // A transaction that writes no event wakes nobody when it ends, so what it holds back has to be looked for
        boolean heldBack = position != null && table.isHeldBack(position);
        if (!heldBack) {
            wake.await(seen, properties.poll());
        }
    }

    /** For followers that have fallen behind; empty if some of what they lack has been dropped. */
    Optional<List<LoggedEvent>> catchUp(Position position, FeedFilter filter) {
        var page = table.after(position, filter, PAGE);
        // Asked afterwards: what is dropped meanwhile may be missing in the page
        return table.isKept(position) ? Optional.of(page) : Optional.empty();
    }

    @Override
    public void start() {
        running = true;
        reader = Thread.ofVirtual().name("event-tail").start(this::follow);
    }

    @Override
    public void stop() {
        running = false;
        wake.wake();
        synchronized (monitor) {
            monitor.notifyAll();
        }
        if (reader != null) {
            try {
                // It reads from the database, which is left next
                reader.join(RETRY.multipliedBy(2));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            reader = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
