package org.valija.suite.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A PostgreSQL server that runs. It listens only to this machine, on a free port, and asks for a password; what it has
 * acknowledged survives whatever happens to it. {@link #close} stops it and keeps the data.
 */
public final class Postgres implements AutoCloseable {

    /** Recovery after a crash may take a while. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration STOP = Duration.ofSeconds(30);

    private static final String DATABASE = "valija";

    private final Cluster cluster;
    private final Commands commands;
    private final Watch watch;
    private final int port;
    private final String password;

    private Postgres(Cluster cluster, Commands commands, Watch watch, int port, String password) {
        this.cluster = cluster;
        this.commands = commands;
        this.watch = watch;
        this.port = port;
        this.password = password;
    }

    /**
     * @param binaries folder that PostgreSQL's programs are unpacked into, once
     * @param data folder of the data; made by the first start
     * @param password of the superuser: at the first start the one to set, later the same
     * @param log file that the server writes to
     * @throws PostgresException if it does not start
     */
    public static Postgres start(Path binaries, Path data, String password, Path log) {
        var commands = new Commands(Binaries.unpack(binaries.toAbsolutePath()));
        var cluster = new Cluster(data.toAbsolutePath());
        cluster.prepare(commands, password);
        new Leftover(cluster, commands).clear();
        int port = freePort();
        cluster.configure(port);
        var outcome = commands.run(
                START,
                "pg_ctl",
                "start",
                "--pgdata=" + cluster.folder(),
                "--log=" + log.toAbsolutePath(),
                "--wait",
                "--timeout=" + (START.toSeconds() - 10));
        if (!outcome.succeeded()) {
            throw new PostgresException("PostgreSQL does not start on " + data + "; " + log + " tells why");
        }
        var postgres =
                new Postgres(cluster, commands, Watch.over(cluster.postmaster().getFirst()), port, password);
        postgres.createDatabase();
        return postgres;
    }

    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    public String user() {
        return Cluster.SUPERUSER;
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void createDatabase() {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password);
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            close();
            throw new PostgresException("PostgreSQL runs, but cannot be used: " + e.getMessage(), e);
        }
    }

    /** Stops the server in order; sessions that are open are ended. */
    @Override
    public void close() {
        var outcome = commands.run(
                STOP, "pg_ctl", "stop", "--pgdata=" + cluster.folder(), "--mode=fast", "--wait", "--timeout=25");
        if (!outcome.succeeded() && !cluster.postmaster().isEmpty()) {
            throw new PostgresException("PostgreSQL does not stop: " + outcome.output());
        }
        watch.end();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PostgresException("no port is free: " + e.getMessage(), e);
        }
    }
}
