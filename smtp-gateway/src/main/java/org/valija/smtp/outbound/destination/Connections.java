package org.valija.smtp.outbound.destination;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.valija.smtp.outbound.dialogue.Client;
import org.valija.smtp.outbound.dialogue.DialogueException;
import org.valija.smtp.outbound.dialogue.Server;
import org.valija.smtp.outbound.dialogue.SmtpConnection;
import org.valija.smtp.settings.OutboundProperties;

/** Connections that wait for another message for the same server. Thread-safe. */
public final class Connections implements AutoCloseable {

    /** One that waited for no longer is not looked at: should it be gone, that shows with the first command. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Client client;
    private final OutboundProperties settings;
    private final InstantSource clock;
    private final Map<Server, Deque<Idle>> idle = new HashMap<>();
    private final LongAdder opened = new LongAdder();
    private final LongAdder reused = new LongAdder();
    private boolean closed;

    /** @param server as it was asked for */
    public record Open(Server server, SmtpConnection connection) {}

    /** @param since when nobody needs it */
    private record Idle(SmtpConnection connection, Instant since) {}

    public Connections(Client client, OutboundProperties settings, InstantSource clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** One that is open already, and still good. */
    public Optional<Open> reuse(Server server) {
        for (var taken = take(server); taken.isPresent(); taken = take(server)) {
            var connection = taken.get().connection();
            if (taken.get().since().plus(FRESH).isAfter(clock.instant()) || connection.isQuiet()) {
                reused.increment();
                return Optional.of(new Open(server, connection));
            }
            connection.close();
        }
        return Optional.empty();
    }

    private synchronized Optional<Idle> take(Server server) {
        var waiting = idle.get(server);
        if (waiting == null) {
            return Optional.empty();
        }
        var last = waiting.pollLast();
        if (waiting.isEmpty()) {
            idle.remove(server);
        }
        return Optional.ofNullable(last);
    }

    /** A new one. */
    public Open open(Server server) throws DialogueException {
        var open = new Open(server, SmtpConnection.open(client, server));
        opened.increment();
        return open;
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
            connection.close();
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
        removeIf(old).forEach(SmtpConnection::close);
    }

    private synchronized List<SmtpConnection> removeIf(Instant notAfter) {
        var gone = new ArrayList<SmtpConnection>();
        idle.values().forEach(waiting -> {
            while (!waiting.isEmpty() && !waiting.peekFirst().since().isAfter(notAfter)) {
                gone.add(waiting.pollFirst().connection());
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
        removeIf(Instant.MAX).forEach(SmtpConnection::close);
    }
}
