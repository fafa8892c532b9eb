package org.valija.suite.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * A database cluster: the folder that a PostgreSQL server keeps its data in.
 *
 * @param folder of mode 700; made by {@link #prepare}
 */
record Cluster(Path folder) {

    /** The only user there is; owns the database. */
    static final String SUPERUSER = "valija";

    private static final Duration INITDB = Duration.ofMinutes(2);

    /**
     * Makes the cluster, unless an earlier start has.
     *
     * @param password of the superuser, if the cluster has to be made
     * @throws PostgresException if the folder holds something else, or the data of another major version
     */
    void prepare(Commands commands, String password) {
        var version = folder.resolve("PG_VERSION");
        try {
            if (!Files.exists(folder)) {
                initialize(commands, password);
            }
            if (!Files.exists(version)) {
                throw new PostgresException(folder + " is no data folder of PostgreSQL: it has no file PG_VERSION");
            }
            var found = Files.readString(version).strip();
            if (!found.equals(Binaries.MAJOR_VERSION)) {
                throw new PostgresException(folder + " was written by PostgreSQL " + found + ", and this Valija brings "
                        + Binaries.MAJOR_VERSION + ": move the data with pg_dump and pg_restore, or start with another"
                        + " --data");
            }
        } catch (IOException e) {
            throw new PostgresException("cannot use " + folder + ": " + e, e);
        }
    }

    private void initialize(Commands commands, String password) throws IOException {
        var partial = folder.resolveSibling(folder.getFileName() + ".new");
        FolderRemoval.remove(partial);
        var passwordFile = Files.createTempFile(
                folder.toAbsolutePath().getParent(),
                ".password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, password + "\n");
            // A locale of PostgreSQL's own, so that data sorts alike everywhere and no locale need be installed
            var outcome = commands.run(
                    INITDB,
                    "initdb",
                    "--pgdata=" + partial,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C");
            if (!outcome.succeeded()) {
                throw new PostgresException("initdb failed on " + folder + ": " + outcome.output());
            }
        } finally {
            Files.delete(passwordFile);
        }
        // Under its name only when complete, so that a start that is killed in between is as if it had not been
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Writes the settings that the server reads at its start.
     *
     * @param port to listen on; only for this machine, and only with a password
     */
    void configure(int port) {
        var settings = """
                # Written at each start. Settings of your own: ALTER SYSTEM, which writes postgresql.auto.conf.
                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                max_connections = 60
                shared_buffers = 128MB
                max_wal_size = 1GB
                # What was acknowledged is on disk
                fsync = on
                full_page_writes = on
                synchronous_commit = on
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] '
                """.formatted(port);
        var access = """
                # Written at each start.
                host all all 127.0.0.1/32 scram-sha-256
                """;
        try {
            Files.writeString(folder.resolve("postgresql.conf"), settings);
            Files.writeString(folder.resolve("pg_hba.conf"), access);
        } catch (IOException e) {
            throw new PostgresException("cannot write into " + folder + ": " + e, e);
        }
    }

    /** The lines of postmaster.pid: process id, data folder, start, port, and so on. Empty if no server runs. */
    List<String> postmaster() {
        try {
            var file = folder.resolve("postmaster.pid");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new PostgresException("cannot read " + folder.resolve("postmaster.pid") + ": " + e, e);
        }
    }
}
