package org.valija.suite.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.account.AccountBatch;
import org.valija.mailbox.api.account.AccountBatchesApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.job.JobsApi;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.message.CopyRequest;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.testkit.DurablePostgres;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/**
 * A store of some size on a PostgreSQL of its own with {@code fsync} on, and its users. It is filled by the services
 * themselves, and stays in {@code target/postgres} for the next run.
 */
final class GrowingStore implements AutoCloseable {

    private static final String DOMAIN = "growth.example";
    private static final int SENDERS = 32;
    private static final int SESSIONS = 50;
    private static final int ACCOUNTS_AT_ONCE = 1_000;
    private static final int APPENDED_AT_ONCE = 500;
    private static final int SIZE = 4096;

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Shape shape;
    private final DurablePostgres postgres;
    private final MeasuredServices services;
    private final MailboxClient client;
    private final AtomicInteger sent = new AtomicInteger();
    private final List<MeasuredSession> sessions = new ArrayList<>();

    /**
     * How large a store is.
     *
     * @param accounts 1 or more
     * @param messages of each account
     * @param contents how many different contents an account's messages have; the others are copies
     */
    record Shape(String name, int accounts, int messages, int contents) {}

    /** Starts it, and fills it if it was not there. */
    GrowingStore(Shape shape) {
        this.shape = shape;
        var folder = Path.of("target", "postgres", "growth-" + shape.name());
        boolean filled = Files.exists(folder.resolve("filled"));
        postgres = TestPostgres.durable(folder.resolve("data"));
        services = new MeasuredServices(shape.name(), postgres.database());
        client = services.store().client(PATIENCE, 2 * SENDERS);
        if (!filled) {
            fill();
            index();
            postgres.database().execute("vacuum analyze");
            postgres.database().execute("checkpoint");
            mark(folder.resolve("filled"));
        }
    }

    private static void mark(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(int account) {
        return "user" + account + "@" + DOMAIN;
    }

    private void fill() {
        client.api(DomainsApi.class).create(new NewDomain(DOMAIN));
        for (int from = 0; from < shape.accounts(); from += ACCOUNTS_AT_ONCE) {
            var accounts = IntStream.range(from, Math.min(shape.accounts(), from + ACCOUNTS_AT_ONCE))
                    .mapToObj(i -> new NewAccount(address(i), StoreProcess.PASSWORD, 0L))
                    .toList();
            client.api(AccountBatchesApi.class).create(new AccountBatch(accounts));
        }
        var done = new AtomicInteger();
        atOnce(4, shape.accounts(), account -> {
            fill(account);
            if (done.incrementAndGet() % Math.max(1, shape.accounts() / 20) == 0) {
                System.err.println(shape.name() + ": " + done + " of " + shape.accounts() + " accounts");
            }
        });
    }

    private void fill(int account) {
        var user = services.store().login(address(account));
        var messages = client.api(MessagesApi.class);
        for (int from = 0; from < shape.contents(); from += APPENDED_AT_ONCE) {
            int start = from;
            int end = Math.min(shape.contents(), from + APPENDED_AT_ONCE);
            messages.append(user.token(), user.account(), "INBOX", CborSequence.of(out -> {
                for (int i = start; i < end; i++) {
                    out.write(new NewMessage(Flags.NONE, null));
                    out.write(message(account + "." + i));
                }
            }));
        }
        var inbox = client.api(MailboxesApi.class)
                .status(user.token(), user.account(), List.of("INBOX"))
                .getFirst()
                .id();
        for (int have = shape.contents(); have < shape.messages(); have = Math.min(2 * have, shape.messages())) {
            var copied = UidSet.parse("1:" + Math.min(have, shape.messages() - have));
            messages.copy(user.token(), user.account(), inbox, new CopyRequest(copied, "INBOX"));
        }
    }

    private static byte[] message(String number) {
        var header = """
                From: Ann <ann@elsewhere.example>
                To: all@growth.example
                Subject: message %s
                Date: Sat, 21 Nov 2026 10:00:00 +0000
                Message-ID: <%s.%d@elsewhere.example>

                """.formatted(number, number, System.nanoTime()).replace("\n", "\r\n");
        var line = "a line of text, as long as lines of text are by custom, about " + number + "\r\n";
        return (header + line.repeat((SIZE - header.length()) / line.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private void index() {
        var jobs = client.api(JobsApi.class);
        long id = jobs.run("index-text").id();
        Eventually.within(PATIENCE)
                .get("the text index", () -> jobs.getRun("index-text", id), found -> found.endedAt() != null);
    }

    Shape shape() {
        return shape;
    }

    MeasuredServices services() {
        return services;
    }

    /**
     * Delivers messages to one account after the other in no order, 32 at a time, while nobody is logged in.
     *
     * @return nanoseconds that each took
     */
    long[] deliver(int count) {
        leave();
        var took = new long[count];
        var deliveries = client.api(DeliveriesApi.class);
        atOnce(SENDERS, count, i -> {
            long begin = System.nanoTime();
            int number = sent.incrementAndGet();
            var envelope = new Envelope(
                    "ann@elsewhere.example",
                    List.of(address((int) (number * 7919L % shape.accounts()))),
                    "ESMTP",
                    null,
                    null,
                    "trace");
            var report = deliveries.deliver(CborSequence.of(out -> {
                out.write(envelope);
                out.write(message("new " + number));
            }));
            if (report.recipients().getFirst().refusal() != null) {
                throw new IllegalStateException(report.toString());
            }
            took[i] = System.nanoTime() - begin;
        });
        return took;
    }

    /** SELECT of an INBOX, one user after the other. */
    long[] select(int count) {
        for (int i = sessions.size(); i < SESSIONS; i++) {
            sessions.add(services.login(address(i * 7919 % shape.accounts())));
        }
        return inTurn(count, _ -> "SELECT INBOX");
    }

    /** FETCH of what a client shows of 50 messages, anywhere in the mailbox that {@link #select} opened before. */
    long[] page(int count) {
        int pages = shape.messages() / 50;
        return inTurn(count, i -> {
            int first = (int) (1 + 50 * (i * 7919L % pages));
            return "FETCH " + first + ":" + (first + 49)
                    + " (UID RFC822.SIZE FLAGS BODY.PEEK[HEADER.FIELDS (FROM TO SUBJECT DATE MESSAGE-ID)])";
        });
    }

    private long[] inTurn(int count, IntFunction<String> command) {
        var took = new long[count];
        for (int i = 0; i < count; i++) {
            took[i] = sessions.get(i % sessions.size()).say(command.apply(i));
        }
        return took;
    }

    private static void atOnce(int threads, int count, IntConsumer work) {
        var next = new AtomicInteger();
        try (var running = Executors.newFixedThreadPool(threads)) {
            var futures = IntStream.range(0, threads)
                    .mapToObj(_ -> running.submit(() -> {
                        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                            work.accept(i);
                        }
                    }))
                    .toList();
            for (var future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void leave() {
        sessions.forEach(MeasuredSession::close);
        sessions.clear();
    }

    @Override
    public void close() {
        leave();
        services.close();
        postgres.close();
    }
}
