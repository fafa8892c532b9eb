package org.valija.suite.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.valija.imap.ImapService;
import org.valija.mailbox.MailboxService;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.client.MailboxClientProperties;
import org.valija.testkit.Database;
import org.valija.testkit.ServiceProcess;

/** The mailbox service in a process of its own, which can be killed, and clients of it. */
final class StoreProcess implements AutoCloseable {

    private static final String ADMIN_KEY = "admin-key-of-the-store";
    /** For a start or an answer, on a machine that is busy with other tests or whose disk stalls. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What imap-service shows to be recognized. */
    static final String CREDENTIAL = "credential-of-an-imap-service";
    /** Of every user. */
    static final String PASSWORD = "correct horse battery";

    private final int port = freePort();
    private final List<MailboxClient> clients = new ArrayList<>();
    private final ServiceProcess process;
    /** Logs users in. */
    private final MailboxClient logins;

    /**
     * Starts it.
     *
     * @param options of the JVM
     */
    StoreProcess(String name, Database database, String... options) {
        var settings = new ArrayList<>(List.of(database.springProperties()));
        settings.addAll(List.of(
                "server.port=" + port,
                "server.address=127.0.0.1",
                "mailbox.security.admin-key=" + ADMIN_KEY,
                "mailbox.security.services.imap=" + CREDENTIAL,
                "mailbox.accounts.scram-iterations=4096"));
        process = ServiceProcess.main(name, MailboxService.class, options)
                .with(settings.stream().map(setting -> "--" + setting).toArray(String[]::new))
                .startup(PATIENCE)
                .startUntilAnswers(url().resolve("/actuator/health/readiness"));
        logins = client(CREDENTIAL, PATIENCE, 4);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A client that holds the administrator's key. */
    MailboxClient client(Duration timeout, int connections) {
        return client(ADMIN_KEY, timeout, connections);
    }

    private MailboxClient client(String bearer, Duration timeout, int connections) {
        var client = new MailboxClient(new MailboxClientProperties(url(), bearer, PATIENCE, timeout, connections));
        clients.add(client);
        return client;
    }

    /** A new user, logged in; the first one of a domain makes it as well. */
    UserSession newUser(MailboxClient admin, String address) {
        try {
            admin.api(DomainsApi.class).create(new NewDomain(address.substring(address.indexOf('@') + 1)));
        } catch (MailboxException.AlreadyExists _) {
            // Not the first user there
        }
        admin.api(AccountsApi.class).create(new NewAccount(address, PASSWORD, 0L));
        return login(address);
    }

    /** A user who has an account. */
    UserSession login(String address) {
        return logins.api(SessionsApi.class).login(new Login(address, PASSWORD, "imap", "127.0.0.1"));
    }

    /**
     * An imap-service on this store, in a process of its own, which lets all clients of the tests in.
     *
     * @param options of the JVM
     */
    ServiceProcess imap(String name, String... options) {
        return ServiceProcess.main(name, ImapService.class, options)
                .with(
                        "--server.port=0",
                        "--mailbox.client.url=" + url(),
                        "--mailbox.client.credential=" + CREDENTIAL,
                        "--imap.listeners.imap.listen.address=127.0.0.1",
                        "--imap.listeners.imap.listen.port=0",
                        "--imap.listeners.imap.loopback-auth=true",
                        "--imap.listeners.imaps.enabled=false",
                        "--imap.limits.connections-per-address=20000",
                        "--imap.limits.connections-per-network=20000",
                        "--imap.limits.new-connections-per-minute=100000")
                .startup(PATIENCE)
                .startUntilItSays("Started \\w+ in ");
    }

    ServiceProcess process() {
        return process;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (var client : clients) {
            client.close();
        }
        process.close();
    }
}
