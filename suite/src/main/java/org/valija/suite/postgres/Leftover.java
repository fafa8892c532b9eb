package org.valija.suite.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a suite leaves behind that was killed: a server that may still run, or the file that says so.
 *
 * <p>To be cleared away only by who holds the lock of the data folder, so that no living suite loses its server.
 */
record Leftover(Cluster cluster, Commands commands) {

    private static final Duration STOP = Duration.ofSeconds(40);

    /** A process id that no process has. */
    private static final String NO_PROCESS = String.valueOf(Integer.MAX_VALUE);

    /** Stops the server if one runs; after that, another one can be started. */
    void clear() {
        var lines = cluster.postmaster();
        if (lines.isEmpty()) {
            return;
        }
        var process = process(lines.getFirst());
        if (process.isEmpty()) {
            return;
        }
        if (isServer(process.get())) {
            var outcome = commands.run(
                    STOP, "pg_ctl", "stop", "--pgdata=" + cluster.folder(), "--mode=fast", "--wait", "--timeout=30");
            if (!outcome.succeeded() && process.get().isAlive() && isServer(process.get())) {
                throw new PostgresException("PostgreSQL of an earlier start still runs on " + cluster.folder()
                        + " as process " + process.get().pid() + ", and does not stop: " + outcome.output());
            }
        } else {
            forgetProcess();
        }
    }

    private static Optional<ProcessHandle> process(String line) {
        try {
            return ProcessHandle.of(Long.parseLong(line.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the server of this cluster. A process that ended, but was not waited for yet, has no command. */
    private boolean isServer(ProcessHandle process) {
        var arguments = process.info().arguments().orElse(new String[0]);
        return process.info().command().orElse("").contains("postgres")
                && List.of(arguments).contains(cluster.folder().toString());
    }

    /**
     * The process id was given to another process since, which the server would take for its predecessor. The file
     * stays, as its last line tells the server whether its predecessor's children still use its memory.
     */
    private void forgetProcess() {
        var lines = new ArrayList<>(cluster.postmaster());
        lines.set(0, NO_PROCESS);
        var file = cluster.folder().resolve("postmaster.pid");
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new PostgresException("cannot write " + file + ": " + e, e);
        }
    }
}
