package org.valija.suite.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.valija.testkit.Database;
import org.valija.testkit.ServiceProcess;

/** mailbox-service and imap-service on one database, each a process of its own, whose processor time can be told. */
final class MeasuredServices implements AutoCloseable {

    private final Database database;
    private final ProcessHandle postgres;
    private final StoreProcess store;
    private final ServiceProcess imap;

    /**
     * Nanoseconds of processor time.
     *
     * @param postgres all of its processes
     */
    record Worked(long imap, long store, long postgres) {

        Worked since(Worked before) {
            return new Worked(imap - before.imap, store - before.store, postgres - before.postgres);
        }

        long all() {
            return imap + store + postgres;
        }
    }

    /** Starts both, with a heap of 512 MB each. */
    MeasuredServices(String name, Database database) {
        this.database = database;
        postgres = postgres(database);
        store = new StoreProcess("store-" + name, database, "-Xmx512m");
        imap = store.imap("imap-" + name, "-Xmx512m");
    }

    Database database() {
        return database;
    }

    StoreProcess store() {
        return store;
    }

    /** A session of that user. */
    MeasuredSession login(String address) {
        return new MeasuredSession(Integer.parseInt(imap.said("imap listens on \\S*:(\\d+)")), address);
    }

    /** What all of them have worked so far. */
    Worked worked() {
        return new Worked(
                sum(Stream.of(process(imap.pid()))),
                sum(Stream.of(process(store.process().pid()))),
                sum(postgres.children()));
    }

    private static ProcessHandle process(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static long sum(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .mapToLong(Duration::toNanos)
                .sum();
    }

    /** The process that all others of PostgreSQL are children of. */
    private static ProcessHandle postgres(Database database) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select pg_backend_pid()")) {
            found.next();
            // Its child ends with the connection
            return process(found.getLong(1)).parent().orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (store) {
            imap.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
