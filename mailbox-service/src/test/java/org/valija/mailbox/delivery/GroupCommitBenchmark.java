package org.valija.mailbox.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Database;
import org.valija.testkit.TestPostgres;

/**
 * What group commit is worth: the same deliveries, one a transaction and many, on a PostgreSQL that writes each commit to
 * the disk ({@code fsync=on}). Service and clients share the machine, so the figures are for comparing with each other.
 */
final class GroupCommitBenchmark {

    private static final int RECIPIENTS = 50;
    private static final int SIZE = 4096;

    private final Database database;
    private final int clients;

    GroupCommitBenchmark(Database database, int clients) {
        this.database = database;
        this.clients = clients;
    }

    /**
     * What a run measured.
     *
     * @param batch how many messages a transaction takes at most
     * @param perTransaction how many it took on average
     * @param p50 time of one delivery, in milliseconds: half took less
     * @param p99 of a hundred, ninety-nine took less
     */
    record Result(int batch, int delivered, double perSecond, double perTransaction, double p50, double p99) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "batch of at most %3d: %6d delivered, %7.1f a second, %5.1f a transaction, p50 %6.1f ms, p99 %6.1f ms",
                    batch,
                    delivered,
                    perSecond,
                    perTransaction,
                    p50,
                    p99);
        }
    }

    /** Arguments: clients at once, deliveries to warm up with, deliveries to measure. */
    public static void main(String[] args) {
        int clients = Integer.parseInt(args[0]);
        int warmUp = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        try (var postgres = TestPostgres.durable()) {
            var benchmark = new GroupCommitBenchmark(postgres.database(), clients);
            var results = List.of(1, 128, 1, 128).stream()
                    .map(batch -> benchmark.run(batch, warmUp, count))
                    .toList();
            results.forEach(System.out::println);
        }
    }

    /** Starts a service that takes so many messages in one transaction, and delivers to it. */
    Result run(int batch, int warmUp, int count) {
        try (var server = MailboxServer.on(database, "mailbox.delivery.batch-messages=" + batch)) {
            for (int i = 0; i < RECIPIENTS; i++) {
                server.createAccount(
                        "user" + i + "@batch" + batch + "." + System.nanoTime() + ".example", "correct horse");
            }
            var addresses = new Post(server).texts("select address from account order by id desc limit " + RECIPIENTS);
            var deliveries = server.client().api(DeliveriesApi.class);
            deliver(deliveries, addresses, warmUp);
            var before = transactions(server);
            long start = System.nanoTime();
            var micros = deliver(deliveries, addresses, count);
            double seconds = (System.nanoTime() - start) / 1e9;
            Arrays.sort(micros);
            return new Result(
                    batch,
                    micros.length,
                    count / seconds,
                    count / (double) (transactions(server) - before),
                    micros[count / 2] / 1e3,
                    micros[(int) (count * 0.99)] / 1e3);
        }
    }

    /** How many transactions have delivered something. */
    private static long transactions(MailboxServer server) {
        return Long.parseLong(new Post(server)
                .texts("select count(distinct xmin::text) from message")
                .getFirst());
    }

    /** Each client delivers one message after the other, each to another recipient; tells how long each took. */
    private long[] deliver(DeliveriesApi deliveries, List<String> addresses, int count) {
        var micros = new long[count];
        var next = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, clients)
                    .mapToObj(_ -> threads.submit(() -> {
                        for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                            long start = System.nanoTime();
                            deliver(deliveries, addresses.get(n % addresses.size()), n);
                            micros[n] = (System.nanoTime() - start) / 1000;
                        }
                    }))
                    .toList();
            for (var client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return micros;
    }

    private static void deliver(DeliveriesApi deliveries, String address, int number) {
        var envelope = new Envelope("bob@elsewhere.example", List.of(address), "ESMTP", null, null, "trace");
        var header = "Subject: message " + number + " " + System.nanoTime() + "\r\n\r\n";
        var content = (header + "x".repeat(SIZE - header.length())).getBytes(StandardCharsets.US_ASCII);
        var report = deliveries.deliver(CborSequence.of(out -> {
            out.write(envelope);
            out.write(content);
        }));
        var refusal = report.recipients().getFirst().refusal();
        if (refusal != null) {
            throw new IllegalStateException(refusal.detail());
        }
    }
}
