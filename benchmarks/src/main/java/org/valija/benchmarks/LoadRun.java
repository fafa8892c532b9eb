package org.valija.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import tools.jackson.databind.json.JsonMapper;

/** Runs a load: each client in a thread of its own, bounded in operations and time. */
final class LoadRun {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final String load;
    private final LoadOptions options;
    private final Supplier<LoadClient> connect;
    private final AtomicLong next = new AtomicLong();
    private final LongAdder errors = new LongAdder();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final AtomicLong measuredSince = new AtomicLong();
    private long deadline;

    LoadRun(String load, LoadOptions options, Supplier<LoadClient> connect) {
        this.load = load;
        this.options = options;
        this.connect = connect;
    }

    /**
     * Runs it, tells its progress on standard error, and its result on standard output.
     *
     * @return exit code: 0 if no operation failed
     */
    int run() throws IOException, InterruptedException {
        deadline = System.nanoTime() + options.atMost.toNanos();
        try (var progress = Executors.newSingleThreadScheduledExecutor();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            report(progress);
            var running = IntStream.range(0, options.connections)
                    .mapToObj(_ -> clients.submit(this::work))
                    .toList();
            for (var client : running) {
                await(client);
            }
            progress.shutdownNow();
        }
        var result = result((System.nanoTime() - measuredSince.get()) / 1e9);
        System.out.print(result.table());
        if (options.json != null) {
            Files.write(options.json, JsonMapper.shared().writeValueAsBytes(result));
        }
        return result.errors() == 0 ? 0 : 1;
    }

    private void report(ScheduledExecutorService progress) {
        progress.scheduleAtFixedRate(
                () -> System.err.printf(Locale.ROOT, "%s: %d of %d%n", load, done(), total()), 2, 2, TimeUnit.SECONDS);
    }

    private long total() {
        return (long) options.warmUp + options.count;
    }

    private long done() {
        return Math.min(next.get(), total());
    }

    private static void await(Future<?> client) throws InterruptedException {
        try {
            client.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client gave up: " + e.getCause(), e);
        }
    }

    private void work() {
        try (var client = connect.get()) {
            for (long number = next.getAndIncrement();
                    number < total() && System.nanoTime() < deadline;
                    number = next.getAndIncrement()) {
                operate(client, number);
            }
        }
    }

    private void operate(LoadClient client, long number) {
        long start = System.nanoTime();
        boolean measured = number >= options.warmUp;
        if (measured) {
            measuredSince.compareAndSet(0, start);
        }
        try {
            client.operation(number);
            if (measured) {
                micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - start) / 1000));
            }
        } catch (RuntimeException | AssertionError e) {
            errors.increment();
            System.err.println(load + ": operation " + number + " failed: " + e.getMessage());
        }
    }

    private LoadResult result(double seconds) {
        return new LoadResult(
                load,
                options.host + ":" + options.port,
                options.connections,
                micros.getTotalCount(),
                errors.sum(),
                seconds,
                micros.getTotalCount() / seconds,
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(90),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                micros.getMaxValue());
    }
}
