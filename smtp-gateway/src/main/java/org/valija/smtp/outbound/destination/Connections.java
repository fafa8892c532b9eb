package org.valija.smtp.outbound.destination;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.valija.smtp.outbound.dialogue.Client;
import org.valija.smtp.outbound.dialogue.DialogueException;
import org.valija.smtp.outbound.dialogue.Server;
import org.valija.smtp.outbound.dialogue.SmtpConnection;
import org.valija.smtp.settings.OutboundProperties;

/**
 * Connections to other servers. One that is done with waits for another message for the same server; where its source has as
 * many as it may, it makes room for a new one. Thread-safe.
 */
public final class Connections implements AutoCloseable {

    /** One that waited for no longer is not looked at: should it be gone, that shows with the first command. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Client client;
    private final OutboundProperties settings;
    private final InstantSource clock;
    private final Map<Server, Deque<Idle>> idle = new HashMap<>();
    private final Map<String, Integer> ofSource = new HashMap<>();
    private final LongAdder opened = new LongAdder();
    private final LongAdder reused = new LongAdder();
    private boolean closed;

    /** @param server as it was asked for */
    public record Open(Server server, SmtpConnection connection) {}

    /** @param since when nobody needs it */
    private record Idle(SmtpConnection connection, Instant since) {
        Open open(Server server) {
            return new Open(server, connection);
        }
    }

    public Connections(Client client, OutboundProperties settings, InstantSource clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** One that is open already, and still good. */
    public Optional<Open> reuse(Server server) {
        for (var taken = takeLast(server); taken.isPresent(); taken = takeLast(server)) {
            var connection = taken.get().connection();
            if (taken.get().since().plus(FRESH).isAfter(clock.instant()) || connection.isQuiet()) {
                reused.increment();
                return Optional.of(new Open(server, connection));
            }
            close(taken.get().open(server));
        }
        return Optional.empty();
    }

    private Optional<Idle> takeLast(Server server) {
        return take(server, Deque::pollLast);
    }

    private synchronized Optional<Idle> take(Server server, Function<Deque<Idle>, @Nullable Idle> end) {
        var waiting = idle.get(server);
        if (waiting == null) {
            return Optional.empty();
        }
        var taken = end.apply(waiting);
        if (waiting.isEmpty()) {
            idle.remove(server);
        }
        return Optional.ofNullable(taken);
    }

    /** A new one. */
    public Open open(Server server) throws DialogueException {
        begin(server).ifPresent(this::close);
        try {
            var open = new Open(server, SmtpConnection.open(client, server));
            opened.increment();
            return open;
        } catch (DialogueException e) {
            end(server);
            throw e;
        }
    }

    /** Counts one more; the one to be closed for it, if its source has too many. */
    private synchronized Optional<Open> begin(Server server) {
        int count = ofSource.merge(source(server), 1, Integer::sum);
        return count > settings.sourceConnections() ? takeOldest(source(server)) : Optional.empty();
    }

    private synchronized void end(Server server) {
        ofSource.computeIfPresent(source(server), (_, count) -> count == 1 ? null : count - 1);
    }

    private static String source(Server server) {
        return server.source() == null ? "" : server.source().getHostAddress();
    }

    private Optional<Open> takeOldest(String source) {
        return idle.entrySet().stream()
                .filter(waiting -> source(waiting.getKey()).equals(source))
                .min(Comparator.comparing(
                        waiting -> waiting.getValue().getFirst().since()))
                .map(Map.Entry::getKey)
                .flatMap(this::takeFirst);
    }

    private Optional<Open> takeFirst(Server server) {
        return take(server, Deque::pollFirst).map(first -> first.open(server));
    }

    private void close(Open open) {
        open.connection().close();
        end(open.server());
    }

    /** How many there were so far. */
    public long opened() {
        return opened.sum();
    }

    /** How often one served another message. */
    public long reused() {
        return reused.sum();
    }

    /** Keeps a connection for the next message, or closes it. */
    public void giveBack(Open open) {
        var connection = open.connection();
        if (connection.messages() >= settings.messagesPerConnection()
                || !connection.reset()
                || !keep(open.server(), connection)) {
            close(open);
        }
    }

    private synchronized boolean keep(Server server, SmtpConnection connection) {
        if (closed) {
            return false;
        }
        idle.computeIfAbsent(server, _ -> new ArrayDeque<>()).addLast(new Idle(connection, clock.instant()));
        return true;
    }

    /** Closes those that have waited for too long; to be called now and then. */
    public void sweep() {
        var old = clock.instant().minus(settings.keepIdle());
        removeIf(old).forEach(this::close);
    }

    private synchronized List<Open> removeIf(Instant notAfter) {
        var gone = new ArrayList<Open>();
        idle.forEach((server, waiting) -> {
            while (!waiting.isEmpty() && !waiting.peekFirst().since().isAfter(notAfter)) {
                gone.add(waiting.removeFirst().open(server));
            }
        });
        idle.values().removeIf(Deque::isEmpty);
        return gone;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        removeIf(Instant.MAX).forEach(this::close);
    }
}
