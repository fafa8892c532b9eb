package org.valija.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/**
 * A PostgreSQL that can be killed and started again on the same data and the same port. It flushes before it says
 * committed, so that what it said must still be true afterwards. Ended by {@link #close}, which
 * leaves the data, or with the JVM.
 */
public final class DurablePostgres implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private Optional<EmbeddedPostgres> running = Optional.empty();

    DurablePostgres(Path data) {
        this.data = data.toAbsolutePath();
        this.port = freePort();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop PostgreSQL on " + data));
    }

    /** The database to use, the same one after every start. */
    public Database database() {
        return new Database("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
    }

    /** Starts it, recovering from whatever happened before. Returns when it answers; does nothing if it runs. */
    public synchronized void start() {
        if (running.isPresent()) {
            return;
        }
        try {
            Files.createDirectories(data);
            running = Optional.of(EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "400")
                    // A killed server leaves its socket's lock in the temp folder, which would stop the next one
                    .setServerConfig("unix_socket_directories", "")
                    .setPGStartupWait(STARTUP)
                    .setRegisterShutdownHook(false)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start on " + data, e);
        }
    }

    /** Kills the server and all its processes in the middle of whatever they do, as {@code kill -9} does. */
    public synchronized void kill() {
        var postmaster = postmaster();
        var processes = new ArrayList<>(postmaster.descendants().toList());
        processes.addFirst(postmaster);
        processes.forEach(ProcessHandle::destroyForcibly);
        Eventually.within(STARTUP)
                .until("PostgreSQL is dead", () -> processes.stream().noneMatch(DurablePostgres::runs));
        forget();
    }

    /** Stops it in order. */
    @Override
    public synchronized void close() {
        running.ifPresent(postgres -> {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        running = Optional.empty();
    }

    private void forget() {
        running = Optional.empty();
        try {
            // A killed server nobody has waited for still has a process id, and would be taken for a running one
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            // The embedded server's own lock, which it keeps until it is stopped in order
            Files.deleteIfExists(data.resolve("epg-lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("PostgreSQL is not running"));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL is not running on " + data, e);
        }
    }

    /** Whether a process still does something; one that only waits for its parent to notice its end does not. */
    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
