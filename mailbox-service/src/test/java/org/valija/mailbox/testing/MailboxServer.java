package org.valija.mailbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.valija.mailbox.MailboxService;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.client.MailboxClientProperties;
import org.valija.mailbox.api.job.JobRun;
import org.valija.mailbox.api.job.JobsApi;
import org.valija.mailbox.security.ServiceName;
import org.valija.testkit.Database;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real mailbox service in the JVM of the test, on a free port and a database of its own. It can be stopped and
 * started again on the same port and database, as if it had been away.
 */
public final class MailboxServer implements AutoCloseable {

    /** Lets its bearer manage domains, accounts and aliases. */
    public static final String ADMIN_KEY = "admin-key-of-the-tests";

    /** 32 octets in base64. */
    private static final String ENCRYPTION_KEY = "dGhlIGtleSBvZiB0aGUgdGVzdHMsIDMyIG9jdGV0cyE=";

    private final Database database;
    private final List<String> properties;
    private final Consumer<SpringApplicationBuilder> customizer;
    private final ConcurrentMap<String, MailboxClient> clients = new ConcurrentHashMap<>();
    private @Nullable ConfigurableApplicationContext context;
    private int port;

    private MailboxServer(Database database, List<String> properties, Consumer<SpringApplicationBuilder> customizer) {
        this.database = database;
        this.properties = properties;
        this.customizer = customizer;
    }

    /** One for all tests of this JVM that share a server; it ends with the JVM, and must not be stopped. */
    public static MailboxServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final MailboxServer SERVER = onFreshDatabase();
    }

    /** A running service on a fresh database. */
    public static MailboxServer onFreshDatabase() {
        return on(TestPostgres.database());
    }

    /**
     * A running service on a database that may hold what an earlier one left there.
     *
     * @param properties settings beyond those of the fixture, as {@code name=value}
     */
    public static MailboxServer on(Database database, String... properties) {
        return on(database, _ -> {}, properties);
    }

    /** The same, with a change to the application, such as another clock. */
    public static MailboxServer on(
            Database database, Consumer<SpringApplicationBuilder> customizer, String... properties) {
        var server = new MailboxServer(database, List.of(properties), customizer);
        server.start();
        return server;
    }

    /** Starts the service again after {@link #stop}, on the same port and database. */
    public void start() {
        if (context != null) {
            throw new IllegalStateException("it runs already");
        }
        var application = MailboxService.application();
        customizer.accept(application);
        context = application.run(arguments());
        port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private String[] arguments() {
        var all = new ArrayList<String>(List.of(database.springProperties()));
        all.add("server.port=" + port);
        all.add("server.address=127.0.0.1");
        all.add("spring.datasource.hikari.maximum-pool-size=10");
        all.add("mailbox.security.admin-key=" + ADMIN_KEY);
        for (var name : ServiceName.values()) {
            all.add("mailbox.security.services." + name.word() + "=" + credential(name));
        }
        all.add("mailbox.encryption.key=" + ENCRYPTION_KEY);
        // As few as RFC 7677 allows: tests make many accounts, and their passwords guard nothing
        all.add("mailbox.accounts.scram-iterations=4096");
        all.addAll(properties);
        return all.stream().map(property -> "--" + property).toArray(String[]::new);
    }

    /**
     * Stops the service in good order: requests under way are answered, event feeds end. Ends the clients that it handed
     * out as well, whose connections lead nowhere now. No error if it is stopped.
     */
    public void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
        for (var client : clients.values()) {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        clients.clear();
    }

    public int port() {
        return port;
    }

    /** Without a path. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Database database() {
        return database;
    }

    /** What a protocol service shows to be recognized. */
    public static String credential(ServiceName name) {
        return name.word() + "-credential-of-the-tests";
    }

    /** A client that holds the admin key; good until the server is stopped. */
    public MailboxClient client() {
        return client(ADMIN_KEY);
    }

    /** A client that holds the credential of a protocol service; good until the server is stopped. */
    public MailboxClient client(ServiceName name) {
        return client(credential(name));
    }

    /** A client that holds whatever it is given; good until the server is stopped. */
    public MailboxClient client(String credential) {
        return clients.computeIfAbsent(
                credential,
                bearer -> new MailboxClient(new MailboxClientProperties(
                        url(), bearer, Duration.ofSeconds(2), Duration.ofSeconds(30), 500)));
    }

    /** Makes an account, and its domain if it is the first one there; without a limit of its size. */
    public AccountId createAccount(String address, String password) {
        return createAccount(address, password, 0);
    }

    /** The same, with room for so many octets. */
    public AccountId createAccount(String address, String password, long quotaBytes) {
        var domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        try {
            client().api(DomainsApi.class).create(new NewDomain(domain));
        } catch (MailboxException.AlreadyExists _) {
            // Not the first account there
        }
        return client().api(AccountsApi.class)
                .create(new NewAccount(address, password, quotaBytes))
                .id();
    }

    /** Logs a user in, as imap-service does. */
    public UserSession login(String address, String password) {
        return client(ServiceName.IMAP)
                .api(SessionsApi.class)
                .login(new Login(address, password, ServiceName.IMAP.word(), "127.0.0.1"));
    }

    /** Something inside the running service, for what can't be seen from outside. */
    public <T> T bean(Class<T> type) {
        if (context == null) {
            throw new IllegalStateException("it does not run");
        }
        return context.getBean(type);
    }

    /** Asks for a run of a job, and waits until it has succeeded. */
    public JobRun runJob(String name) {
        var jobs = client().api(JobsApi.class);
        long id = jobs.run(name).id();
        return new Eventually(Duration.ofSeconds(30))
                .get("a run of " + name, () -> jobs.getRun(name, id), run -> run.state() == JobRun.State.SUCCEEDED);
    }

    /** Logs a user in, as their own program does; for what they may do by their own password only. */
    public UserSession loginOverRest(String address, String password) {
        var answer = new RawHttp(url(), null)
                .post(
                        "/v1/sessions",
                        JsonMapper.shared().writeValueAsString(new Login(address, password, "rest", null)));
        if (answer.status() != 201) {
            throw ProblemType.toException(answer.problem());
        }
        return JsonMapper.shared().readValue(answer.body(), UserSession.class);
    }

    @Override
    public void close() {
        stop();
    }
}
