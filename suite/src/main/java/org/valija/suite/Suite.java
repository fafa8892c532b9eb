package org.valija.suite;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.client.MailboxClientProperties;
import org.valija.suite.demo.DemoAccounts;
import org.valija.suite.demo.SelfCheck;
import org.valija.suite.postgres.Postgres;
import org.valija.suite.postgres.PostgresException;
import org.valija.suite.service.Logs;
import org.valija.suite.service.ServiceException;
import org.valija.suite.service.Services;

/**
 * All services in this JVM, on a PostgreSQL of their own. {@link #close} stops them, the protocols first and PostgreSQL
 * last, and keeps the data.
 */
public final class Suite implements AutoCloseable {

    private static final String ACCOUNTS = "demo-accounts.txt";

    private final Options options;
    private final DataFolder data;
    private final Secrets secrets;
    private final Certificate certificate;
    private final DemoAccounts accounts;
    private final boolean firstStart;
    private @Nullable Postgres postgres;
    private @Nullable Services services;

    /**
     * Starts everything, or nothing.
     *
     * @param story is told what happens, for people
     * @throws StartException if something does not start
     */
    public static Suite start(Options options, Story story) {
        var data = DataFolder.open(options.data());
        try {
            return new Suite(options, data, story);
        } catch (PostgresException | ServiceException | MailboxException e) {
            data.close();
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private Suite(Options options, DataFolder data, Story story) {
        this.options = options;
        this.data = data;
        story.begin("Valija keeps its data in " + data.path(""));
        checkPorts();
        var random = new SecureRandom();
        secrets = Secrets.of(data, random);
        certificate = Certificate.of(data, secrets.keyStore());
        Logs.to(log(), options.settings());
        try {
            postgres = startPostgres(story);
            services = startServices(postgres, story);
            firstStart = !data.has(ACCOUNTS);
            accounts = firstStart ? createAccounts(random) : readAccounts();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private void checkPorts() {
        var taken = options.ports().taken(options.listen());
        if (!taken.isEmpty()) {
            throw new StartException(taken.stream()
                    .map(port -> "port " + options.ports().of(port)
                            + " is in use or not allowed: choose another with --" + port.option() + "=NUMBER")
                    .collect(Collectors.joining("\n")));
        }
    }

    private Postgres startPostgres(Story story) {
        long begin = System.nanoTime();
        var logs = data.folder("logs");
        var started = Postgres.start(
                options.binaries(), data.path("postgresql"), secrets.database(), logs.resolve("postgresql.log"));
        story.started("PostgreSQL", Duration.ofNanos(System.nanoTime() - begin));
        return started;
    }

    private Services startServices(Postgres database, Story story) {
        var settings = new Settings(options, secrets, certificate, database);
        return Services.start(settings::of, (service, took) -> story.started(service.module(), took));
    }

    private DemoAccounts createAccounts(SecureRandom random) {
        try (var admin = client()) {
            var created = DemoAccounts.create(admin, () -> Secrets.password(random));
            data.writeSecret(ACCOUNTS, created.text());
            return created;
        } catch (IOException e) {
            throw new StartException("cannot make the demo accounts", e);
        }
    }

    private DemoAccounts readAccounts() {
        try {
            return DemoAccounts.read(data.read(ACCOUNTS));
        } catch (IllegalArgumentException e) {
            throw new StartException(data.path(ACCOUNTS) + " cannot be understood: " + e.getMessage(), e);
        }
    }

    /** A client of mailbox-service that may make domains and accounts. The caller closes it. */
    public MailboxClient client() {
        return new MailboxClient(new MailboxClientProperties(
                URI.create(options.url()), secrets.adminKey(), Duration.ofSeconds(2), Duration.ofSeconds(30), 10));
    }

    /**
     * Sends one message and reads it back.
     *
     * @throws SelfCheck.FailedException if mail does not go through
     */
    void check(Story story) {
        new SelfCheck(
                        options.host(),
                        options.ports().of(Port.SUBMISSION),
                        options.ports().of(Port.POP3),
                        options.ports().of(Port.IMAP),
                        certificate.trust(),
                        accounts,
                        firstStart)
                .run(story::step);
    }

    public Options options() {
        return options;
    }

    public DemoAccounts accounts() {
        return accounts;
    }

    /** Whether the data folder was new. */
    public boolean firstStart() {
        return firstStart;
    }

    public String adminKey() {
        return secrets.adminKey();
    }

    /** The certificate that all ports show, as PEM. */
    public Path certificate() {
        return certificate.pem();
    }

    Path credentialsFile() {
        return data.path(Secrets.FILE);
    }

    Path accountsFile() {
        return data.path(ACCOUNTS);
    }

    Path log() {
        return data.folder("logs").resolve("valija.log");
    }

    @Override
    public void close() {
        stop();
        data.close();
    }

    private void stop() {
        if (services != null) {
            services.close();
            services = null;
        }
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }
}
