package org.valija.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.testkit.DurablePostgres;
import org.valija.testkit.ServiceProcess;
import org.valija.testkit.TestPostgres;

/** Valija as docker-compose.yml runs it: each service in a process of its own with the same heap, and PostgreSQL. */
final class Valija implements MailServer {

    /** 60 percent of 512 MB, and the collector that a JVM chooses in a container of that size. */
    private static final List<String> JVM =
            List.of("-Xmx307m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private static final Duration STARTUP = Duration.ofMinutes(10);

    private static final String STARTED = "Started \\w+ in ";

    private static final String ADMIN_KEY = "admin-key-of-the-comparison";

    private final Path modules;
    private final DurablePostgres postgres;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final int httpPort = Scratch.freePort();
    private final int smtpPort = Scratch.freePort();
    private final int lmtpPort = Scratch.freePort();
    private final int pop3Port = Scratch.freePort();
    private final int imapPort = Scratch.freePort();

    /**
     * @param folder for the data of PostgreSQL
     * @param modules folder of the sources, where the build left each service's jar
     */
    Valija(Path folder, Path modules) {
        this.modules = modules;
        postgres = TestPostgres.durable(folder.resolve("postgresql"));
        List.of("shared_buffers = '256MB'", "max_wal_size = '4GB'")
                .forEach(setting -> postgres.database().execute("alter system set " + setting));
        postgres.close();
        postgres.start();
        services.add(startMailbox());
        var noSubmission =
                List.of("--smtp.listeners.submission.enabled=false", "--smtp.listeners.submissions.enabled=false");
        services.add(service("smtp-gateway", "smtp")
                .with(noSubmission.toArray(String[]::new))
                .with("--smtp.listeners.mx.listen.address=127.0.0.1", "--smtp.listeners.mx.listen.port=" + smtpPort)
                .with("--smtp.listeners.lmtp.enabled=true", "--smtp.listeners.lmtp.listen.port=" + lmtpPort)
                .startUntilItSays(STARTED));
        services.add(startReader("pop3-service", "pop3", pop3Port));
        services.add(startReader("imap-service", "imap", imapPort));
        createAccounts();
    }

    private ServiceProcess startMailbox() {
        var process = jar("mailbox-service")
                .with("--server.address=127.0.0.1", "--server.port=" + httpPort)
                .with("--mailbox.security.admin-key=" + ADMIN_KEY);
        for (String protocol : List.of("smtp", "pop3", "imap")) {
            process.with("--mailbox.security.services." + protocol + "=" + credential(protocol));
        }
        for (String property : postgres.database().springProperties()) {
            process.with("--" + property);
        }
        return process.startUntilAnswers(url("/actuator/health/readiness"));
    }

    private ServiceProcess startReader(String module, String protocol, int port) {
        var listener = "--" + protocol + ".listeners." + protocol;
        return service(module, protocol)
                .with("--" + protocol + ".listeners." + protocol + "s.enabled=false")
                .with(listener + ".listen.address=127.0.0.1", listener + ".listen.port=" + port)
                .with(listener + ".loopback-auth=true")
                .startUntilItSays(STARTED);
    }

    /** With all clients at one address, which is not what the limits of an address are for. */
    private ServiceProcess.Builder service(String module, String protocol) {
        var limits = "--" + protocol + ".limits.";
        return jar(module)
                .with("--server.port=0", "--server.address=127.0.0.1")
                .with("--mailbox.client.url=" + url(""), "--mailbox.client.credential=" + credential(protocol))
                .with(limits + "connections-per-address=20000", limits + "connections-per-network=20000")
                .with(limits + "new-connections-per-minute=10000000");
    }

    private ServiceProcess.Builder jar(String module) {
        var target = modules.resolve(module).resolve("target");
        try (var files = Files.list(target)) {
            var jar = files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no jar of a service in " + target));
            return ServiceProcess.jar(module, jar, JVM.toArray(String[]::new)).startup(STARTUP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String credential(String protocol) {
        return protocol + "-credential-of-the-comparison";
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    private void createAccounts() {
        post("/v1/domains", "{\"name\":\"load.example\"}");
        for (String user : Users.all()) {
            post("/v1/accounts", "{\"address\":\"%s\",\"password\":\"%s\"}".formatted(address(user), Users.PASSWORD));
        }
    }

    private void post(String path, String json) {
        var request = HttpRequest.newBuilder(url(path))
                .header("Authorization", "Bearer " + ADMIN_KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "Valija";
    }

    @Override
    public String version() {
        return "Valija %s, Java %s, %s"
                .formatted(
                        Scratch.output("git", "-C", modules.toString(), "describe", "--always", "--dirty"),
                        Runtime.version(),
                        postgresVersion());
    }

    private String postgresVersion() {
        try (var connection = postgres.database().connect()) {
            var metadata = connection.getMetaData();
            return metadata.getDatabaseProductName() + " " + metadata.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String settings() {
        return "four services with " + String.join(" ", JVM) + " each, without AOT cache; PostgreSQL with"
                + " shared_buffers=256MB, max_wal_size=4GB, fsync=on, synchronous_commit=on; limits of"
                + " connections for an address raised";
    }

    @Override
    public @Nullable Integer port(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> smtpPort;
            case LMTP -> lmtpPort;
            case POP3 -> pop3Port;
            case IMAP -> imapPort;
        };
    }

    /** Of the services; PostgreSQL knows nothing of clients. */
    @Override
    public List<Long> pids() {
        return services.stream().map(ServiceProcess::pid).toList();
    }

    @Override
    public void close() {
        services.reversed().forEach(ServiceProcess::close);
        postgres.close();
    }
}
