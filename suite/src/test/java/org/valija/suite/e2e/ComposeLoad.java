package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.valija.suite.Port;
import org.valija.testkit.LineClient;
import org.valija.testkit.RealClient;
import org.valija.testkit.TestSmtp;

/**
 * Clients that go on until they are closed: senders that send each message until it is taken, sessions that log in, look
 * and append, and programs that people use. What they meet is in the {@link #tally}, what they sent is compared with what
 * is stored.
 */
final class ComposeLoad implements AutoCloseable {

    private static final int SENDERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ComposeStack stack;
    private final User user;

    /** Whose mailbox POP3 locks while it looks. */
    private final User other;

    private final String name;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean ends;

    private final Tally tally = new Tally();
    private final SentMail toUser = new SentMail();
    private final SentMail toOther = new SentMail();

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
        threads.submit(() -> repeat(_ -> imapSession()));
        threads.submit(() -> repeat(this::appendingSession));
        threads.submit(() -> repeat(_ -> pop3Session()));
        threads.submit(() -> repeat(this::swaks));
        threads.submit(() -> repeat(_ -> curl()));
    }

    private void repeat(IntConsumer step) {
        for (int i = 0; !ends; i++) {
            try {
                step.accept(i);
            } catch (UncheckedIOException closed) {
                tally.ended(closed);
            } catch (AssertionError refused) {
                tally.heard(refused.toString());
            }
        }
    }

    /** With the patience of mail programs, as what is looked for is not how fast a busy machine is. */
    private LineClient connect(Port port) {
        return LineClient.connect(stack.port(port)).timeout(PATIENCE);
    }

    private void imapSession() {
        try (var imap = TestImap.login(connect(Port.IMAPS), user)) {
            imap.ok("SELECT INBOX");
            for (int i = 0; i < 20 && !ends; i++) {
                imap.ok("NOOP");
                imap.ok("FETCH 1 (UID FLAGS RFC822.SIZE)");
                tally.done();
            }
        }
    }

    /** A message that gets no answer is not appended again: the next has a Message-ID of its own. */
    private void appendingSession(int session) {
        try (var imap = TestImap.login(connect(Port.IMAPS), user)) {
            for (int i = 0; i < 20 && !ends; i++) {
                String word = name + "-append-" + session + "-" + i;
                byte[] message = Arrived.message(word);
                imap.append("INBOX", message);
                toUser.accepted(word, message);
                tally.done();
            }
        }
    }

    private void pop3Session() {
        try (var pop3 = TestPop3.login(connect(Port.POP3S), other)) {
            pop3.ok("STAT");
            tally.done();
        }
    }

    private void swaks(int run) {
        String word = name + "-swaks-" + run;
        // Who submits may name no address but their own, and gets a MIME-Version that is missing
        String message = ("MIME-Version: 1.0\r\n" + new String(Arrived.message(word), UTF_8))
                .replace("ann@example.org", user.address());
        // swaks ends the last line
        byte[] input = Arrived.withLf(message.stripTrailing().getBytes(UTF_8));
        String arguments = "-s 127.0.0.1 -p %d --tls-on-connect -au %s -ap %s -f %s -t %s -d -"
                .formatted(
                        stack.port(Port.SUBMISSIONS), user.address(), user.password(), user.address(), other.address());
        var result = RealClient.find("swaks").run(input, arguments.split(" "));
        tally.ran("swaks", result);
        if (result.exit() == 0) {
            toOther.accepted(word, message.getBytes(UTF_8));
        }
    }

    /** Tells what it hears, as its exit code for a refused login does not say whether it is refused for now. */
    private void curl() {
        var result = RealClient.find("curl")
                .run(
                        "-sSv",
                        "--cacert",
                        stack.certificate().toString(),
                        "-u",
                        user.address() + ":" + user.password(),
                        "imaps://localhost:" + stack.port(Port.IMAPS) + "/INBOX;MAILINDEX=1");
        tally.ran("curl", result);
    }

    private void send(String prefix) {
        @Nullable TestSmtp smtp = null;
        for (int i = 0; !ends; i++) {
            String word = prefix + i;
            while (!toUser.isAccepted(word) && !ends) {
                try {
                    if (smtp == null) {
                        smtp = TestSmtp.connect(stack.port(Port.SMTP));
                        smtp.line().timeout(PATIENCE);
                    }
                    if (!attempt(smtp, word)) {
                        smtp = null;
                    }
                } catch (UncheckedIOException closed) {
                    tally.ended(closed);
                    toUser.unanswered(word);
                    smtp = null;
                } catch (AssertionError refused) {
                    tally.heard(refused.toString());
                    smtp = null;
                }
            }
        }
    }

    /** Whether this connection can be used again. */
    private boolean attempt(TestSmtp smtp, String word) {
        byte[] message = Arrived.message(word);
        var answers = smtp.send("sender@example.net", user.address(), message);
        if (answers.accepted()) {
            toUser.accepted(word, message);
            tally.done();
            return true;
        }
        toUser.unanswered(word);
        tally.heard(answers);
        return answers.mail().code() != 421 && smtp.command("RSET").code() == 250;
    }

    /** How many messages were answered 250 or OK so far. */
    int accepted() {
        return toUser.count() + toOther.count();
    }

    Tally tally() {
        return tally;
    }

    /** Ends the clients, each after what it is doing. */
    @Override
    public void close() {
        ends = true;
        threads.close();
    }

    /** See {@link SentMail#wrong}, of all mailboxes; after closing. */
    List<String> wrong() {
        var wrong = new ArrayList<String>();
        try (var imap = stack.inbox(user);
                var others = stack.inbox(other)) {
            wrong.addAll(toUser.wrong(imap.bodies().values()));
            wrong.addAll(toOther.wrong(others.bodies().values()));
        }
        return wrong;
    }

    @Override
    public String toString() {
        return "%s: %d messages answered 250 or OK; %s".formatted(name, accepted(), tally);
    }
}
