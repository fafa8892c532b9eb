package org.valija.suite.e2e;

import java.util.List;
import org.valija.suite.Port;
import org.valija.testkit.TestSmtp;

/** The suite that all tests of this JVM share, as its users meet it. */
final class Valija {

    private static final Valija SHARED = new Valija(SuiteServer.shared());

    private final SuiteServer server;

    private Valija(SuiteServer server) {
        this.server = server;
    }

    /** The one that ends with the JVM; started by whoever asks first. */
    static Valija shared() {
        return SHARED;
    }

    int port(Port port) {
        return server.port(port);
    }

    /** The port as programs want it among their arguments. */
    String portText(Port port) {
        return Integer.toString(port(port));
    }

    /** The certificate that all ports show, a PEM file, as programs want it among their arguments. */
    String certificate() {
        return server.certificate().toString();
    }

    /** A new account that no other test knows. */
    User newUser() {
        var account = server.createAccount();
        return new User(account.address(), account.password());
    }

    /** Brings messages as another mail server would, one after the other. */
    void deliver(User user, List<byte[]> messages) {
        messages.forEach(message -> deliver(user, message));
    }

    /** Brings a message as another mail server would. */
    void deliver(User user, byte[] message) {
        TestSmtp.send(port(Port.SMTP), "sender@example.net", user.address(), message);
    }

    /** A client that has logged in. */
    TestImap imap(User user) {
        return TestImap.login(port(Port.IMAPS), user);
    }

    /** A client that has selected INBOX. */
    TestImap inbox(User user) {
        return TestImap.inbox(port(Port.IMAPS), user);
    }

    /** A client that has logged in. */
    TestPop3 pop3(User user) {
        return TestPop3.login(port(Port.POP3S), user);
    }
}
