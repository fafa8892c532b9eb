package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.valija.suite.Port;
import org.valija.testkit.RealClient;
import org.valija.testkit.TestSmtp;

/**
 * Clients that go on until they are closed: senders that send each message until it is taken, sessions that log in and
 * look, and programs that people use. Counts what they meet; a connection that ends or fails is no failed command, as
 * clients just connect again.
 */
final class ComposeLoad implements AutoCloseable {

    private static final int SENDERS = 3;

    /** What swaks and curl say when a service ends while they talk to it. */
    private static final Pattern CUT_OFF =
            Pattern.compile("closed connection unexpectedly|Recv failure|Empty reply|421 4\\.3\\.2|Connection refused"
                    + "|SSL_ERROR_SYSCALL|response reading failed|server is stopping");

    private final ComposeStack stack;
    private final User user;

    /** Whose mailbox POP3 locks while it looks. */
    private final User other;

    private final String name;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ends;

    /** Message-IDs that were answered 250. */
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    /** By Message-ID, how often the message was sent and not answered 250. */
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger programs = new AtomicInteger();
    private final AtomicInteger reconnects = new AtomicInteger();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    /**
     * Begins at once.
     *
     * @param name part of each Message-ID
     */
    ComposeLoad(ComposeStack stack, String name) {
        this.stack = stack;
        this.name = name;
        user = stack.newUser();
        other = stack.newUser();
        stack.deliver(user, Arrived.message(name));
        for (int sender = 0; sender < SENDERS; sender++) {
            String prefix = name + "-" + sender + "-";
            threads.submit(() -> send(prefix));
        }
        threads.submit(() -> repeat(this::imapSession));
        threads.submit(() -> repeat(this::pop3Session));
        threads.submit(() -> repeat(() -> program(
                "swaks",
                "-s",
                "127.0.0.1",
                "-p",
                Integer.toString(stack.port(Port.SUBMISSIONS)),
                "--tls-on-connect",
                "-au",
                user.address(),
                "-ap",
                user.password(),
                "-f",
                user.address(),
                "-t",
                other.address())));
        threads.submit(() -> repeat(() -> program(
                "curl",
                "-sS",
                "--cacert",
                stack.certificate().toString(),
                "-u",
                user.address() + ":" + user.password(),
                "imaps://localhost:" + stack.port(Port.IMAPS) + "/INBOX;MAILINDEX=1")));
    }

    private void repeat(Runnable step) {
        while (!ends) {
            try {
                step.run();
            } catch (UncheckedIOException closed) {
                reconnects.incrementAndGet();
            } catch (AssertionError refused) {
                if (CUT_OFF.matcher(refused.toString()).find()) {
                    reconnects.incrementAndGet();
                    continue;
                }
                refusals.add(refused.toString().replaceAll("\\s+", " "));
            }
        }
    }

    private void imapSession() {
        try (var imap = stack.inbox(user)) {
            for (int i = 0; i < 20 && !ends; i++) {
                imap.ok("NOOP");
                imap.ok("FETCH 1 (UID FLAGS RFC822.SIZE)");
                sessions.incrementAndGet();
            }
        }
    }

    private void pop3Session() {
        try (var pop3 = TestPop3.login(stack.port(Port.POP3S), other)) {
            pop3.ok("STAT");
            sessions.incrementAndGet();
        }
    }

    /** A program that can't connect, or whose connection ends, would be run again by its user. */
    private void program(String program, String... arguments) {
        var result = RealClient.find(program).run(arguments);
        programs.incrementAndGet();
        if (CUT_OFF.matcher(result.err() + result.out()).find()) {
            reconnects.incrementAndGet();
        } else if (result.exit() != 0) {
            throw new AssertionError(program + " ended with " + result.exit() + ": "
                    + (result.err() + result.out()).replaceAll("\\s+", " "));
        }
    }

    private void send(String prefix) {
        @Nullable TestSmtp smtp = null;
        for (int i = 0; !ends; i++) {
            String id = prefix + i;
            while (!accepted.contains(id) && !ends) {
                try {
                    if (smtp == null) {
                        smtp = TestSmtp.connect(stack.port(Port.SMTP));
                    }
                    attempt(smtp, id);
                } catch (UncheckedIOException | AssertionError closed) {
                    reconnects.incrementAndGet();
                    unanswered.merge(id, 1, Integer::sum);
                    smtp = null;
                }
            }
        }
    }

    private void attempt(TestSmtp smtp, String id) {
        var answers = smtp.send("sender@example.net", user.address(), Arrived.message(id));
        if (answers.accepted()) {
            accepted.add(id);
        } else if (answers.mail().code() == 421) {
            throw new AssertionError("the service stops: RFC 5321, 3.8");
        } else {
            unanswered.merge(id, 1, Integer::sum);
            refusals.add(answers.toString());
            smtp.command("RSET");
        }
    }

    /** How many messages were answered 250 so far. */
    int accepted() {
        return accepted.size();
    }

    /** Commands that were refused though nothing was wrong with them, and programs that failed. */
    Queue<String> refusals() {
        return refusals;
    }

    /** Ends the clients, each after what it is doing. */
    @Override
    public void close() {
        ends = true;
        threads.close();
    }

    /** Messages that were answered 250 and are not stored, or more often than they were sent; after closing. */
    Map<String, Long> wrong() {
        Map<String, Long> stored;
        try (var imap = stack.inbox(user)) {
            stored = imap.fetch("1:*", "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])").stream()
                    .map(fetched ->
                            fetched.item("BODY[HEADER.FIELDS (MESSAGE-ID)]").octets())
                    .map(field ->
                            new String(field, US_ASCII).strip().replaceAll("^Message-ID: <|@mail.example.org>$", ""))
                    .collect(groupingBy(Function.identity(), counting()));
        }
        var wrong = new ConcurrentHashMap<String, Long>();
        for (String id : accepted) {
            long copies = stored.getOrDefault(id, 0L);
            // Who got no answer sends again, and the store may have had the message already: RFC 1047
            if (copies < 1 || copies > 1 + unanswered.getOrDefault(id, 0)) {
                wrong.put(id, copies);
            }
        }
        return wrong;
    }

    @Override
    public String toString() {
        return "%s: %d messages answered 250, %d looks into mailboxes, %d runs of programs, %d reconnects, %d refusals %s"
                .formatted(
                        name,
                        accepted.size(),
                        sessions.get(),
                        programs.get(),
                        reconnects.get(),
                        refusals.size(),
                        refusals);
    }
}
