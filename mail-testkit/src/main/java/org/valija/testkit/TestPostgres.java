package org.valija.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PostgreSQL 18 for tests: one server for the whole JVM, from Testcontainers where a Docker engine answers, else from
 * the embedded binaries, and a database of its own for every caller. Without either, tests fail.
 *
 * <p>The environment variable {@code TEST_POSTGRES}, {@code docker} or {@code embedded}, overrules the choice. The
 * server is fast and forgetful ({@code fsync=off}); tests of crashes take a {@link #durable} one. It ends with the JVM.
 */
public final class TestPostgres {

    private static final String IMAGE = "postgres:18";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MAX_CONNECTIONS = "400";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** Loaded, and so started, when the first database is asked for. */
    private static final class Server {
        static final Database ADMIN = start();
    }

    /** A fresh, empty database. Sorted by code point, as the two kinds of server must not differ in that. */
    public static Database database() {
        String name = "test_" + DATABASES.incrementAndGet();
        Server.ADMIN.execute("create database " + name
                + " template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'");
        String url = Server.ADMIN.jdbcUrl().replaceFirst("/postgres(?=$|\\?)", "/" + name);
        return new Database(url, Server.ADMIN.user(), Server.ADMIN.password());
    }

    /**
     * A server of the caller's own that keeps what it committed ({@code fsync=on}) when it is killed; started, with its
     * data in a new folder below {@code target}. Always of the embedded binaries, whose processes can be killed.
     */
    public static DurablePostgres durable() {
        return durable(
                Path.of("target", "postgres", ProcessHandle.current().pid() + "-" + DATABASES.incrementAndGet()));
    }

    /** The same, with its data in a given folder, which may hold what an earlier one left there. */
    public static DurablePostgres durable(Path data) {
        var postgres = new DurablePostgres(data);
        postgres.start();
        return postgres;
    }

    private static Database start() {
        return switch (Optional.ofNullable(System.getenv("TEST_POSTGRES")).orElse("")) {
            case "docker" -> container();
            case "embedded" -> embedded("TEST_POSTGRES=embedded");
            default ->
                DockerEngine.find()
                        .map(engine -> containerElseEmbedded("a Docker engine answers at " + engine))
                        .orElseGet(() -> embedded("no Docker engine answers"));
        };
    }

    /** An engine that cannot reach its registry takes minutes to say so; it goes on pulling meanwhile. */
    private static Database containerElseEmbedded(String reason) {
        var starting = new FutureTask<>(TestPostgres::container);
        Thread.ofVirtual().start(starting);
        try {
            var container = starting.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            say("Testcontainers, image " + IMAGE, reason);
            return container;
        } catch (TimeoutException e) {
            return embedded(reason + " but did not start " + IMAGE + " within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            return embedded(reason + " but did not start " + IMAGE + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL started", e);
        }
    }

    @SuppressWarnings("resource") // the container ends with the JVM
    private static Database container() {
        var container = new PostgreSQLContainer(IMAGE)
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword("postgres");
        container.setCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + MAX_CONNECTIONS);
        container.start();
        return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    @SuppressWarnings("resource") // its own shutdown hook ends it with the JVM
    private static Database embedded(String reason) {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", MAX_CONNECTIONS)
                    .start();
            say("embedded binaries, port " + postgres.getPort(), reason);
            return new Database("jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "postgres", "");
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
        }
    }

    private static void say(String kind, String reason) {
        System.out.println("PostgreSQL for tests: " + kind + " (" + reason + ")");
    }
}
