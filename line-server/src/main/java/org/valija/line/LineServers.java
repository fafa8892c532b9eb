package org.valija.line;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.SmartLifecycle;

/** The listeners of one service, by their names in its settings. They start and stop with the application, all or none. */
public final class LineServers implements SmartLifecycle, MeterBinder {

    private final Map<String, LineServer> servers;
    private volatile boolean running;

    public LineServers(Map<String, LineServer> servers) {
        this.servers = new TreeMap<>(servers);
    }

    /**
     * The port that a listener has, also where the settings left it open.
     *
     * @param listener its name in the settings
     * @throws IllegalArgumentException if there is none of that name, or it is switched off
     */
    public int port(String listener) {
        var server = servers.get(listener);
        if (server == null) {
            throw new IllegalArgumentException("no listener is named " + listener);
        }
        return server.port();
    }

    @Override
    public void start() {
        try {
            servers.values().forEach(LineServer::start);
            running = true;
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** All at once, as each waits for its sessions to say goodbye. */
    @Override
    public void stop() {
        running = false;
        var stopping = servers.values().stream()
                .map(server -> Thread.startVirtualThread(server::stop))
                .toList();
        for (var thread : stopping) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        servers.values().forEach(server -> server.bindTo(registry));
    }
}
