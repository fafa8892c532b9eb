package org.valija.suite.e2e;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.client.MailboxClientProperties;
import org.valija.suite.Port;
import org.valija.suite.Ports;
import org.valija.testkit.DurablePostgres;
import org.valija.testkit.ServiceProcess;
import org.valija.testkit.TestPostgres;

/**
 * The services as administrators run them, {@code java -jar}, each in a process of its own, on a PostgreSQL that keeps
 * what it committed. Started once for all tests of this JVM; a test leaves all of them running.
 */
final class Deployment {

    private static final String DOMAIN = "deployed.example.org";
    private static final String ADMIN_KEY = "admin-key-of-the-deployment";
    /** For an answer, on a machine that is busy with other tests or whose disk stalls. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int mailboxPort = Ports.free().of(Port.HTTP);
    /** The same after a restart, as other servers know it. */
    private final int mxPort = Ports.free().of(Port.SMTP);

    private final AtomicInteger users = new AtomicInteger();
    private final DurablePostgres postgres;
    private final ServiceProcess mailbox;
    private final ServiceProcess smtp;
    private final ServiceProcess pop3;
    private final ServiceProcess imap;
    private final MailboxClient admin;

    /** Loaded, and so started, when first asked for. */
    private static final class Shared {
        static final Deployment DEPLOYMENT = new Deployment();
    }

    /** All at once: the protocol services wait for nobody, and neither does mailbox-service. */
    private Deployment() {
        postgres = TestPostgres.durable();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Supplier<ServiceProcess> startMailbox = this::startMailbox;
            var mailboxStarts = CompletableFuture.supplyAsync(startMailbox, threads);
            var smtpStarts = CompletableFuture.supplyAsync(
                    () -> startProtocol("smtp-gateway", "smtp", "mx", "submission", "submissions"), threads);
            var pop3Starts = CompletableFuture.supplyAsync(
                    () -> startProtocol("pop3-service", "pop3", "pop3", "pop3s"), threads);
            var imapStarts = CompletableFuture.supplyAsync(
                    () -> startProtocol("imap-service", "imap", "imap", "imaps"), threads);
            mailbox = mailboxStarts.join();
            smtp = smtpStarts.join();
            pop3 = pop3Starts.join();
            imap = imapStarts.join();
        }
        admin = new MailboxClient(new MailboxClientProperties(mailboxUrl(), ADMIN_KEY, PATIENCE, PATIENCE, 4));
        admin.api(DomainsApi.class).create(new NewDomain(DOMAIN));
    }

    /** The one that ends with the JVM. */
    static Deployment shared() {
        return Shared.DEPLOYMENT;
    }

    private ServiceProcess startMailbox() {
        var process = jar("mailbox-service")
                .with("--server.address=127.0.0.1", "--server.port=" + mailboxPort)
                .with("--mailbox.security.admin-key=" + ADMIN_KEY);
        for (String service : List.of("smtp", "pop3", "imap")) {
            process.with("--mailbox.security.services." + service + "=" + credential(service));
        }
        for (String property : postgres.database().springProperties()) {
            process.with("--" + property);
        }
        return process.startUntilAnswers(mailboxUrl().resolve("/actuator/health/readiness"));
    }

    /** On free ports, which its log names; a client that takes nothing is put up with for 2 seconds only. */
    private ServiceProcess startProtocol(String module, String protocol, String... listeners) {
        var process = jar(module)
                .with("--server.port=0", "--" + protocol + ".limits.write=2s")
                .with("--mailbox.client.url=" + mailboxUrl(), "--mailbox.client.credential=" + credential(protocol));
        for (String listener : listeners) {
            String prefix = "--" + protocol + ".listeners." + listener + ".listen";
            process.with(prefix + ".address=127.0.0.1", prefix + ".port=" + (listener.equals("mx") ? mxPort : 0));
        }
        return process.startUntilItSays("Started \\w+ in ");
    }

    /** Built by the reactor before, with prepared beans as in the images; small, since all run at once. */
    private static ServiceProcess.Builder jar(String module) {
        String file = module + "-" + System.getProperty("valija.version") + "-exec.jar";
        return ServiceProcess.jar(
                module,
                Path.of("..", module, "target", file),
                "-Dspring.aot.enabled=true",
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto");
    }

    private static String credential(String service) {
        return service + "-credential-of-the-deployment";
    }

    private URI mailboxUrl() {
        return URI.create("http://127.0.0.1:" + mailboxPort);
    }

    /** What can be taken away, and brought back, under the services that need it. */
    enum Store {
        MAILBOX_SERVICE,
        POSTGRESQL
    }

    /** Ends it in the middle of whatever it does, as {@code kill -9} does. */
    void kill(Store store) {
        switch (store) {
            case MAILBOX_SERVICE -> mailbox.kill();
            case POSTGRESQL -> postgres.kill();
        }
    }

    /** Starts it again, if it does not run, and returns when it answers. */
    void start(Store store) {
        switch (store) {
            case MAILBOX_SERVICE -> mailbox.start();
            case POSTGRESQL -> postgres.start();
        }
    }

    /** Ends smtp-gateway in the middle of whatever it does, as {@code kill -9} does. */
    void killGateway() {
        smtp.kill();
    }

    /** Starts it again, on the same port for other servers, and returns when it listens. */
    void startGateway() {
        smtp.start();
    }

    int port(Port port) {
        return switch (port) {
            case SMTP -> listens(smtp, "mx");
            case SUBMISSION -> listens(smtp, "submission");
            case SUBMISSIONS -> listens(smtp, "submissions");
            case POP3 -> listens(pop3, "pop3");
            case POP3S -> listens(pop3, "pop3s");
            case IMAP -> listens(imap, "imap");
            case IMAPS -> listens(imap, "imaps");
            case HTTP -> mailboxPort;
        };
    }

    private static int listens(ServiceProcess process, String listener) {
        return Integer.parseInt(process.said("\\b" + listener + " listens on \\S+:(\\d+),"));
    }

    /** The meters of the service behind a port, in the text format of Prometheus. */
    URI meters(Port port) {
        var process = switch (port) {
            case SMTP, SUBMISSION, SUBMISSIONS -> smtp;
            case POP3, POP3S -> pop3;
            case IMAP, IMAPS -> imap;
            case HTTP -> mailbox;
        };
        return URI.create("http://127.0.0.1:" + process.said("Tomcat started on port (\\d+)") + "/actuator/prometheus");
    }

    /** What all services have logged since they were last started. */
    List<String> logs() {
        var logs = new ArrayList<String>();
        for (var process : List.of(mailbox, smtp, pop3, imap)) {
            logs.add(process.output());
        }
        return logs;
    }

    /** A new account. */
    User newUser() {
        var user = new User("user" + users.incrementAndGet() + "@" + DOMAIN, "password-of-a-test");
        admin.api(AccountsApi.class).create(new NewAccount(user.address(), user.password(), 0L));
        return user;
    }
}
