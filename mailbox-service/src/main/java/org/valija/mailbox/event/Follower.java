package org.valija.mailbox.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One connection to the feed, on the thread of its request: a follower that reads slowly slows down nobody else. */
final class Follower {

    /** A page of {@link EventTable} that is smaller has reached the end. */
    private static final int PAGE = EventTail.PAGE;

    private final EventTail tail;
    private final FeedFilter filter;
    private final Duration heartbeat;
    private final OutputStream out;
    private Position position;
    /** {@link System#nanoTime} since when there are events that have not been written; 0 if there are none. */
    private volatile long behindSince;

    /** @param position where to start, after it */
    Follower(EventTail tail, FeedFilter filter, Position position, Duration heartbeat, OutputStream out) {
        this.tail = tail;
        this.filter = filter;
        this.position = position;
        this.heartbeat = heartbeat;
        this.out = out;
    }

    /**
     * Writes events until the service stops, or events that are still to be written have been dropped: the client hears of
     * that when it resumes.
     *
     * @throws IOException when the client has gone
     */
    void follow() throws IOException, InterruptedException {
        beat();
        long silentSince = System.nanoTime();
        while (tail.isRunning()) {
            var left = heartbeat.minusNanos(System.nanoTime() - silentSince);
            if (!left.isPositive()) {
                beat();
                silentSince = System.nanoTime();
            } else {
                var next = next(left);
                if (next.isEmpty()) {
                    return;
                }
                if (write(next.get())) {
                    silentSince = System.nanoTime();
                }
            }
        }
    }

    /** The next events, filtered; advances over those that are not wanted. Empty if some have been dropped. */
    private Optional<List<LoggedEvent>> next(Duration atMost) throws InterruptedException {
        var latest = tail.after(position, atMost);
        if (latest != null) {
            if (!latest.isEmpty()) {
                position = latest.getLast().position();
            }
            return Optional.of(latest.stream().filter(filter::wants).toList());
        }
        // Read before the table: all up to there is in the table by now, wanted or not
        var end = tail.end();
        var caughtUp = tail.catchUp(position, filter);
        if (caughtUp.isEmpty()) {
            return caughtUp;
        }
        var older = caughtUp.get();
        if (!older.isEmpty()) {
            position = older.getLast().position();
        }
        if (older.size() < PAGE && end != null && end.compareTo(position) > 0) {
            position = end;
        }
        return caughtUp;
    }

    private boolean write(List<LoggedEvent> events) throws IOException {
        if (events.isEmpty()) {
            return false;
        }
        if (behindSince == 0) {
            behindSince = System.nanoTime() | 1;
        }
        for (var event : events) {
            out.write(event.frame());
        }
        out.flush();
        if (events.size() < PAGE) {
            behindSince = 0;
        }
        return true;
    }

    /** For how long there have been events that the client has not taken. */
    double secondsBehind() {
        long since = behindSince;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
    }

    /** Shows that the connection lives, and tells how far it has come: an id without data is no event to a client. */
    private void beat() throws IOException {
        out.write((":\nid: " + position + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
