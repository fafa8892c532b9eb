package org.valija.suite.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.valija.suite.Port;
import org.valija.testkit.Eventually;
import org.valija.testkit.RealClient;
import org.valija.testkit.TestSmtp;

/**
 * All of Valija in containers behind HAProxy, started with one command from images that were built from these sources.
 * Administered through HTTPS, by curl, which trusts the certificate that the first start made.
 */
final class ComposeStack {

    /** A service, its replicas at first and when scaled, and one of its backends in HAProxy. */
    enum Service {
        MAILBOX_SERVICE("mailbox-service", 2, "rest"),
        SMTP_GATEWAY("smtp-gateway", 2, "smtp"),
        POP3_SERVICE("pop3-service", 2, "pop3"),
        IMAP_SERVICE("imap-service", 3, "imap");

        final String word;
        final int scaled;
        final String backend;

        Service(String word, int scaled, String backend) {
            this.word = word;
            this.scaled = scaled;
            this.backend = backend;
        }
    }

    static final String DOMAIN = "composed.example.org";
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Pattern UP = Pattern.compile("haproxy_backend_active_servers\\{proxy=\"(\\w+)\"} (\\d+)");

    private final Compose compose;
    private final Path folder;
    private final AtomicInteger users = new AtomicInteger();
    private String adminKey = "";

    /** @param folder for the certificate; exists */
    ComposeStack(Compose compose, Path folder) {
        this.compose = compose;
        this.folder = folder;
    }

    Compose compose() {
        return compose;
    }

    int port(Port port) {
        return compose.port(port);
    }

    /** The certificate that all ports show, a PEM file. */
    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    /** One replica of each; returns when HAProxy has somebody to serve each port. */
    void start() {
        compose.run("up", "-d", "--no-build");
        adminKey = compose.adminKey();
        for (var service : Service.values()) {
            awaitServers(service, 1);
        }
        String pem = Compose.docker("exec", compose.containers("haproxy").getFirst(), "cat", "/tls/valija.pem");
        try {
            Files.writeString(certificate(), pem.substring(pem.indexOf("-----BEGIN CERTIFICATE")) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** More replicas of each, with nothing but {@code --scale}. */
    void scale() {
        var arguments = new ArrayList<>(List.of("up", "-d", "--no-build"));
        for (var service : Service.values()) {
            arguments.addAll(List.of("--scale", service.word + "=" + service.scaled));
        }
        compose.run(arguments.toArray(String[]::new));
        for (var service : Service.values()) {
            awaitServers(service, service.scaled);
        }
    }

    /** Returns when HAProxy sends clients to so many replicas. */
    void awaitServers(Service service, int count) {
        Eventually.within(PATIENCE)
                .get(
                        service.word + " has " + count + " replicas",
                        this::servers,
                        servers -> servers.getOrDefault(service.backend, 0) == count);
    }

    /** How many replicas HAProxy finds ready, by backend. */
    private Map<String, Integer> servers() {
        String metrics = Compose.docker(
                "exec",
                compose.containers("haproxy").getFirst(),
                "bash",
                "-c",
                "exec 3<>/dev/tcp/127.0.0.1/8404; printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3");
        return UP.matcher(metrics)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> Integer.valueOf(found.group(2)), Integer::max, TreeMap::new));
    }

    /** Makes the domain of all users. */
    void createDomain() {
        post("domains", "{\"name\":\"" + DOMAIN + "\"}");
    }

    /** A new account. */
    User newUser() {
        var user = new User("user" + users.incrementAndGet() + "@" + DOMAIN, "password-of-a-test");
        post("accounts", "{\"address\":\"" + user.address() + "\",\"password\":\"" + user.password() + "\"}");
        return user;
    }

    private void post(String resource, String json) {
        RealClient.find("curl")
                .in(folder)
                .run(
                        "-fsS",
                        "--cacert",
                        certificate().toString(),
                        "-H",
                        "Authorization: Bearer " + adminKey,
                        "-H",
                        "Content-Type: application/json",
                        "-d",
                        json,
                        "https://localhost:" + port(Port.HTTP) + "/v1/" + resource)
                .succeeded();
    }

    /** Brings a message as another mail server would. */
    void deliver(User user, byte[] message) {
        TestSmtp.send(port(Port.SMTP), "sender@example.net", user.address(), message);
    }

    /** A client that has selected INBOX. */
    TestImap inbox(User user) {
        return TestImap.inbox(port(Port.IMAPS), user);
    }
}
