package org.valija.suite.e2e;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.suite.Options;
import org.valija.suite.Port;
import org.valija.suite.Ports;
import org.valija.suite.Story;
import org.valija.suite.Suite;
import org.valija.suite.demo.DemoAccount;
import org.valija.suite.demo.DemoAccounts;
import org.valija.suite.postgres.FolderRemoval;

/**
 * The suite in the JVM of the test, on free ports, with new data below {@code target/suite}; its logs are in {@code
 * target/suite/shared/logs}. One for all tests of a JVM: each test makes accounts of its own. Passwords are taken
 * without TLS.
 */
public final class SuiteServer {

    /** Shared by all suites of this build, as unpacking takes longer than starting. */
    public static final Path BINARIES = Path.of("target", "pgsql");

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final Suite suite;
    private final MailboxClient admin;

    private SuiteServer(Suite suite) {
        this.suite = suite;
        this.admin = suite.client();
    }

    /** Loaded, and so started, when the suite is asked for. */
    private static final class Shared {
        static final SuiteServer SERVER = start();
    }

    /** The suite, started by whoever asks first. It ends with the JVM. */
    public static SuiteServer shared() {
        return Shared.SERVER;
    }

    @SuppressWarnings("SystemOut") // what the suite tells goes to the output of the test
    private static SuiteServer start() {
        var data = Path.of("target", "suite", "shared");
        try {
            FolderRemoval.remove(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var options = Options.usual(data).with(Ports.free()).withBinaries(BINARIES);
        var suite = Suite.start(options, new Story(new PrintStream(System.out, true)));
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop the suite"));
        return new SuiteServer(suite);
    }

    public int port(Port port) {
        return suite.options().ports().of(port);
    }

    /** Of mailbox-service, without a path. */
    public URI url() {
        return URI.create(suite.options().url());
    }

    /** Lets its bearer make domains and accounts. */
    public String adminKey() {
        return suite.adminKey();
    }

    /** The certificate that all ports show, a PEM file. */
    public Path certificate() {
        return suite.certificate().toAbsolutePath();
    }

    /** A client that holds the admin key; closed with the JVM. */
    public MailboxClient admin() {
        return admin;
    }

    /** The suite itself, for its demo accounts. */
    public Suite suite() {
        return suite;
    }

    /** A new account that no other test knows, at {@link DemoAccounts#DOMAIN}, without a limit of its size. */
    public DemoAccount createAccount() {
        return createAccount("user" + ACCOUNTS.incrementAndGet());
    }

    /** The same with a name of the test's choice, which must be new. */
    public DemoAccount createAccount(String localPart) {
        var account = new DemoAccount(localPart + "@" + DemoAccounts.DOMAIN, "secret-of-" + localPart);
        admin.api(AccountsApi.class).create(new NewAccount(account.address(), account.password(), 0L));
        return account;
    }
}
