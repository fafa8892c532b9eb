package org.valija.line;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.valija.line.tls.Tls;

/**
 * Accepts connections and serves each in a virtual thread of its own. A bean of this type starts and stops with the
 * application, and its meters are registered by Spring Boot:
 *
 * <ul>
 *   <li>{@code line.connections.open}, {@code line.connections.accepted}, {@code line.connections.refused}, each with the
 *       tag {@code listener}
 * </ul>
 */
public final class LineServer implements SmartLifecycle, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(LineServer.class);

    /** How often clients that say or take nothing are looked for, and how long to rest when no connection can be accepted. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final String name;
    private final Listener listener;
    private final Limits limits;
    private final Tls tls;
    private final ConnectionHandler handler;
    private final WireLog wire;
    private final Admission admission;
    private final Set<LineConnection> connections = ConcurrentHashMap.newKeySet();
    private final LongAdder accepted = new LongAdder();
    private volatile boolean stopping;
    private volatile @Nullable ServerSocket accepting;

    /**
     * @param name short and in lower case: part of connection ids, the wire logger's name, and the meters' tag
     * @param tls not used if the listener's mode is {@link TlsMode#NONE}
     */
    public LineServer(String name, Listener listener, Limits limits, Tls tls, ConnectionHandler handler) {
        this.name = name;
        this.listener = listener;
        this.limits = limits;
        this.tls = tls;
        this.handler = handler;
        this.wire = new WireLog(name, handler::withoutSecrets);
        this.admission = new Admission(limits);
    }

    /** @throws UncheckedIOException if the address cannot be bound */
    @Override
    public synchronized void start() {
        if (accepting != null) {
            return;
        }
        stopping = false;
        try {
            var socket = new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    var client = new ClientSocket(limits.write());
                    implAccept(client);
                    return client;
                }
            };
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(listener.address(), listener.port()), listener.backlog());
            accepting = socket;
            Thread.ofVirtual().name(name + "-accept").start(() -> accept(socket));
            Thread.ofVirtual().name(name + "-watch").start(() -> closeOverdue(socket));
            log.info("{} listens on {}, TLS {}", name, socket.getLocalSocketAddress(), listener.tls());
        } catch (IOException e) {
            throw new UnusableAddressException(name, listener, e);
        }
    }

    /** The port that is listened on, also where the settings left it open. */
    public int port() {
        var socket = accepting;
        if (socket == null) {
            throw new IllegalStateException(name + " is not running");
        }
        return socket.getLocalPort();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var client = (ClientSocket) socket.accept();
                Thread.ofVirtual().name(name).start(() -> converse(client));
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                if (!socket.isClosed()) {
                    // Out of file descriptors, most likely: others will be closed soon
                    log.warn("{} could not accept a connection: {}", name, e.toString());
                    pause();
                }
            }
        }
    }

    private void converse(ClientSocket socket) {
        var id = name + "-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50), 36);
        try (socket;
                var _ = MDC.putCloseable("client", id);
                var _ = TraceId.begin()) {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            var connection = new LineConnection(id, socket, limits, tls, wire);
            connections.add(connection);
            try {
                introduce(connection);
            } finally {
                connections.remove(connection);
            }
        } catch (IOException e) {
            // The client is gone or broke the rules below the protocol; nothing that an operator could mend
            log.debug("connection ended: {}", e.toString());
        } catch (Throwable e) {
            log.error("connection {} ends because of a fault", id, e);
        }
    }

    /** Learns who the client is, and lets it in or turns it away. */
    private void introduce(LineConnection connection) throws IOException {
        if (connections.size() > limits.connections()) {
            admission.refuse();
            refuse(connection, Refusal.TOO_MANY_CONNECTIONS);
            return;
        }
        if (listener.trusts(connection.client().getAddress())) {
            connection.readProxyHeader();
        }
        var client = connection.client().getAddress();
        var refusal = admission.enter(client);
        if (refusal.isPresent()) {
            refuse(connection, refusal.get());
            return;
        }
        try {
            accepted.increment();
            serve(connection);
        } finally {
            admission.leave(client);
        }
    }

    private void serve(LineConnection connection) throws IOException {
        if (listener.tls() == TlsMode.IMPLICIT) {
            connection.implicitTls();
        }
        log.debug("connected from {}", connection.client());
        if (stopping) {
            connection.stop();
        }
        handler.serve(connection);
        connection.closeOrderly();
    }

    private void refuse(LineConnection connection, Refusal refusal) throws IOException {
        log.debug("refused {}: {}", connection.client(), refusal);
        handler.refused(connection, refusal);
        // A TLS handshake is what a flood must not get from us
        if (listener.tls() != TlsMode.IMPLICIT) {
            connection.writeLine(handler.refusal());
            connection.closeOrderly();
        }
    }

    /** Sockets have no time limit on writes, and none on reads that costs nothing: this looks after both. */
    private void closeOverdue(ServerSocket socket) {
        while (!socket.isClosed() || !connections.isEmpty()) {
            for (var connection : connections) {
                connection.endOverdueRead();
                if (connection.isOverdue()) {
                    log.debug("closing {}: client takes nothing", connection.id());
                    connection.close();
                }
            }
            pause();
        }
    }

    /**
     * Stops accepting, asks all sessions to end, waits, and closes those that are still open.
     *
     * @param grace how long to wait
     */
    public synchronized void stop(Duration grace) {
        var socket = accepting;
        if (socket == null) {
            return;
        }
        stopping = true;
        try {
            socket.close();
        } catch (IOException e) {
            log.warn("{} could not close its port", name, e);
        }
        connections.forEach(LineConnection::stop);
        long due = System.nanoTime() + grace.toNanos();
        while (!connections.isEmpty() && System.nanoTime() - due < 0) {
            pause();
        }
        if (!connections.isEmpty()) {
            log.info("{} closes {} connections that did not end in time", name, connections.size());
            connections.forEach(LineConnection::close);
        }
        accepting = null;
    }

    @Override
    public void stop() {
        stop(listener.grace());
    }

    @Override
    public boolean isRunning() {
        return accepting != null;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("line.connections.open", connections, Set::size)
                .description("Connections that are open now")
                .tag("listener", name)
                .register(registry);
        FunctionCounter.builder("line.connections.accepted", accepted, LongAdder::sum)
                .description("Connections that were served")
                .tag("listener", name)
                .register(registry);
        FunctionCounter.builder("line.connections.refused", admission, Admission::refused)
                .description("Connections turned away by limits")
                .tag("listener", name)
                .register(registry);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
