package org.valija.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Delivers messages at a given rate to users who wait in IDLE, a connection each. An operation is a message, from the
 * {@code 250} of SMTP to the {@code EXISTS} of IMAP that counts it; what arrives before its {@code 250} counts as 0.
 */
@Command(
        name = "imap-push",
        description = "Measures how soon a delivered message is told to a client in IDLE; --port is of IMAP, and"
                + " --connections are those that deliver.",
        mixinStandardHelpOptions = true)
final class ImapPushLoad implements Callable<Integer> {

    private static final long LONGEST_MICROS = 600_000_000;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);
    private static final Duration LAST_PUSHES = Duration.ofSeconds(30);

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Mixin
    private final ImapOptions imap = new ImapOptions();

    @Mixin
    private final TransferOptions transfer = new TransferOptions();

    @Option(names = "--smtp-port", required = true, description = "TCP port that takes the messages, of the same host")
    private int smtpPort;

    @Option(names = "--rate", defaultValue = "500", description = "deliveries a second; default ${DEFAULT-VALUE}")
    private int rate;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final LongAdder errors = new LongAdder();
    private final AtomicInteger next = new AtomicInteger();

    /** A user who waits; to be told of each message in the order in which these are answered. */
    private final class Watcher {
        private final ImapClient client;
        private final long before;
        private final AtomicLongArray answered;
        private final AtomicLongArray told;
        private final AtomicInteger answers = new AtomicInteger();
        private final CountDownLatch all;

        Watcher(int user, int messages) {
            client = imap.login(options, user);
            client.command("SELECT INBOX");
            before = client.exists();
            client.idle();
            answered = new AtomicLongArray(messages);
            told = new AtomicLongArray(messages);
            all = new CountDownLatch(messages);
        }

        /** Until all are told of, or the connection is closed. */
        void watch() {
            try {
                int known = 0;
                while (known < told.length()) {
                    client.awaitPush();
                    long now = System.nanoTime();
                    int arrived = (int) Math.min(told.length(), client.exists() - before);
                    for (; known < arrived; known++) {
                        told.set(known, now);
                        all.countDown();
                    }
                }
            } catch (UncheckedIOException closed) {
                // What was not told of is counted as an error
            }
        }

        /** Waits until the client has been told of all that was answered, or until a time of {@link System#nanoTime}. */
        void awaitAll(long end) throws InterruptedException {
            while (told.length() - all.getCount() < answers.get() && System.nanoTime() < end) {
                all.await(10, TimeUnit.MILLISECONDS);
            }
        }

        void isAnswered() {
            int message = answers.getAndIncrement();
            answered.set(message, System.nanoTime());
        }

        void measure() {
            for (int i = 0; i < answers.get(); i++) {
                if (told.get(i) == 0) {
                    errors.increment();
                } else if (i >= options.warmUp / transfer.to.size()) {
                    micros.recordValue(Math.clamp((told.get(i) - answered.get(i)) / 1000, 0, LONGEST_MICROS));
                }
            }
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int total = options.warmUp + options.count;
        int users = transfer.to.size();
        var watchers = new ArrayList<Watcher>();
        for (int user = 0; user < users; user++) {
            watchers.add(new Watcher(user, (total - user + users - 1) / users));
        }
        var delivery = new LoadOptions();
        delivery.host = options.host;
        delivery.port = smtpPort;
        double seconds;
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            watchers.forEach(watcher -> threads.execute(watcher::watch));
            seconds = deliver(delivery, watchers, total);
            long patience = System.nanoTime() + LAST_PUSHES.toNanos();
            for (var watcher : watchers) {
                watcher.awaitAll(patience);
                watcher.client.close();
            }
        }
        watchers.forEach(Watcher::measure);
        int delivered =
                watchers.stream().mapToInt(watcher -> watcher.answers.get()).sum();
        return LoadRun.finish(options, result(delivered / seconds));
    }

    /** Each message at its time, or as soon as a connection is free. Answers how many seconds that took. */
    private double deliver(LoadOptions delivery, List<Watcher> watchers, int total) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + options.atMost.toNanos();
        var done = new CountDownLatch(options.connections);
        for (int i = 0; i < options.connections; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                try (var client = new TransferClient("EHLO", false, delivery, transfer)) {
                    for (int number = next.getAndIncrement();
                            number < total && System.nanoTime() < end;
                            number = next.getAndIncrement()) {
                        sleepUntil(begin + number * 1_000_000_000L / rate);
                        client.operation(number);
                        watchers.get(number % watchers.size()).isAnswered();
                    }
                } catch (RuntimeException e) {
                    System.err.println("imap push: a delivery failed: " + e.getMessage());
                } finally {
                    done.countDown();
                }
            });
        }
        done.await(options.atMost.plus(LAST_ANSWERS).toNanos(), TimeUnit.NANOSECONDS);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void sleepUntil(long nanos) {
        LockSupport.parkNanos(nanos - System.nanoTime());
    }

    private LoadResult result(double delivered) {
        return new LoadResult(
                "imap push at " + rate + "/s",
                options.server(),
                options.connections,
                micros.getTotalCount(),
                errors.sum(),
                micros.getTotalCount() / delivered,
                delivered,
                delivered,
                0,
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(90),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                micros.getMaxValue());
    }
}
