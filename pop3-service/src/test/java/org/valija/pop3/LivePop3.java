package org.valija.pop3;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.valija.line.LineServers;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.TestPostgres;
import org.valija.testkit.Transcript;

/** The service on free ports, with a mailbox service of its own behind it. */
final class LivePop3 implements AutoCloseable {

    static final String PASSWORD = "secret of  the user";

    private static @Nullable LivePop3 shared;

    private final MailboxServer mailbox;
    private final ConfigurableApplicationContext service;
    private final AtomicInteger users = new AtomicInteger();

    /** Somebody with a maildrop. */
    record Owner(AccountId account, String address) {}

    private LivePop3(MailboxServer mailbox) {
        this.mailbox = mailbox;
        service = startReplica();
    }

    /** The one for all tests that leave it as it is; it ends with the JVM. */
    static synchronized LivePop3 shared() {
        if (shared == null) {
            shared = new LivePop3(MailboxServer.onFreshDatabase());
        }
        return shared;
    }

    /** One for a test alone, which closes it. */
    static LivePop3 with(String... mailboxProperties) {
        return new LivePop3(MailboxServer.on(TestPostgres.database(), mailboxProperties));
    }

    /** Starts the service once more, for the same mailbox service; who asked for it closes it. */
    ConfigurableApplicationContext startReplica(String... properties) {
        return Pop3Service.application()
                .run(Stream.concat(
                                Stream.of(properties),
                                Stream.of(
                                        "server.port=0",
                                        "server.address=127.0.0.1",
                                        "mailbox.client.url=" + mailbox.url(),
                                        "mailbox.client.credential=" + MailboxServer.credential(ServiceName.POP3),
                                        "pop3.listeners.pop3.listen.port=0",
                                        "pop3.listeners.pop3.loopback-auth=true",
                                        "pop3.listeners.pop3s.listen.port=0",
                                        "pop3.listeners.strict.listen.port=0",
                                        "pop3.listeners.off.listen.port=0",
                                        "pop3.listeners.off.enabled=false"))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    MailboxServer mailbox() {
        return mailbox;
    }

    ConfigurableApplicationContext service() {
        return service;
    }

    /** The port of a listener: {@code pop3} takes passwords in plaintext, {@code strict} does not, {@code pop3s} is TLS. */
    int port(String listener) {
        return port(service, listener);
    }

    static int port(ConfigurableApplicationContext replica, String listener) {
        return replica.getBean(LineServers.class).port(listener);
    }

    /** Makes somebody with messages, each without the final CRLF, which is added. */
    Owner owner(String... messages) {
        var address = "ann" + users.incrementAndGet() + "@example.org";
        var owner = new Owner(mailbox.createAccount(address, PASSWORD), address);
        for (var message : messages) {
            deliver(owner, crlf(message));
        }
        return owner;
    }

    /** The text as a message: its lines end with CRLF, the last one too. */
    static byte[] crlf(String text) {
        return (text.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    void deliver(Owner to, byte[] message) {
        var envelope = new Envelope("bob@example.com", List.of(to.address()), "ESMTP", null, null, "test");
        var report = mailbox.client(ServiceName.SMTP).api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
            out.write(envelope);
            out.write(message);
        }));
        if (report.recipients().getFirst().refusal() != null) {
            throw new AssertionError(report);
        }
    }

    /** Puts a message into INBOX exactly as it is, as IMAP's APPEND does. */
    void append(Owner to, String message) {
        var user = mailbox.login(to.address(), PASSWORD);
        mailbox.client(ServiceName.IMAP)
                .api(MessagesApi.class)
                .append(user.token(), user.account(), "INBOX", CborSequence.of(out -> {
                    out.write(new NewMessage(Flags.NONE, null));
                    out.write(message.getBytes(StandardCharsets.UTF_8));
                }));
    }

    /** Whether no session has the maildrop. */
    boolean isFree(Owner owner) {
        try (var connection = mailbox.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from maildrop_lease where account_id = "
                        + owner.account().value())) {
            row.next();
            return row.getInt(1) == 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A transcript with {@code {user}} and {@code {pass}}. */
    Transcript transcript(Owner owner) {
        return Transcript.on(port("pop3")).with("user", owner.address()).with("pass", PASSWORD);
    }

    /** Plays what is said once the user has logged in. */
    Map<String, String> playLoggedIn(Owner owner, String lines) {
        return transcript(owner).play("""
                S: +OK POP3 server ready
                C: USER {user}
                S: +OK send PASS
                C: PASS {pass}
                S: +OK maildrop has <n> messages (<n> octets)
                """ + lines);
    }

    /** What a new session finds: the answers to STAT, LIST and UIDL. */
    List<String> maildrop(Owner owner) {
        try (var conversation = transcript(owner).open()) {
            conversation.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK <any>
                    """);
            var client = conversation.client(1);
            client.send("STAT\r\nLIST\r\nUIDL\r\nQUIT".getBytes(StandardCharsets.US_ASCII));
            client.send("\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(client.readToClose(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }

    @Override
    public void close() {
        service.close();
        mailbox.close();
    }
}
