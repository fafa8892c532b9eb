package org.valija.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a load: each client in a thread of its own, bounded in operations and time. The threads are the platform's, as one
 * system call then reads what a server sent, where a virtual thread needs a second thread that wakes it.
 */
final class LoadRun {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int ERRORS_SHOWN = 10;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(15);

    private final String load;
    private final LoadOptions options;
    private final Supplier<LoadClient> connect;
    private final AtomicLong next = new AtomicLong();
    private final LongAdder errors = new LongAdder();
    private final LongAdder items = new LongAdder();
    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final AtomicLong measuredSince = new AtomicLong();
    private final AtomicLong cpuBefore = new AtomicLong();
    private final Queue<LoadClient> open = new ConcurrentLinkedQueue<>();
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
        try (var clock = Executors.newSingleThreadScheduledExecutor();
                var clients = Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().factory())) {
            var _ = clock.scheduleAtFixedRate(this::progress, 2, 2, TimeUnit.SECONDS);
            var _ = clock.schedule(
                    () -> open.forEach(LoadClient::close),
                    options.atMost.plus(LAST_ANSWERS).toMillis(),
                    TimeUnit.MILLISECONDS);
            var running = IntStream.range(0, options.connections)
                    .mapToObj(_ -> clients.submit(this::work))
                    .toList();
            for (var client : running) {
                await(client);
            }
            clock.shutdownNow();
        }
        return finish(options, result((System.nanoTime() - measuredSince.get()) / 1e9));
    }

    /** Shows a result, and writes it to the file that was asked for. */
    static int finish(LoadOptions options, LoadResult result) throws IOException {
        System.out.print(result.table());
        if (options.json != null) {
            Files.write(options.json, JsonMapper.shared().writeValueAsBytes(result));
        }
        return result.errors() == 0 ? 0 : 1;
    }

    private void progress() {
        System.err.printf(Locale.ROOT, "%s: %d of %d%n", load, Math.min(next.get(), total()), total());
    }

    private long total() {
        return (long) options.warmUp + options.count;
    }

    private static void await(Future<?> client) throws InterruptedException {
        try {
            client.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client gave up: " + e.getCause(), e);
        }
    }

    private void work() {
        var client = connect();
        try {
            for (long number = next.getAndIncrement();
                    number < total() && System.nanoTime() < deadline;
                    number = next.getAndIncrement()) {
                if (!operate(client, number)) {
                    client.close();
                    open.remove(client);
                    client = connect();
                }
            }
        } finally {
            client.close();
        }
    }

    private LoadClient connect() {
        var client = connect.get();
        open.add(client);
        return client;
    }

    private boolean operate(LoadClient client, long number) {
        long start = System.nanoTime();
        boolean measured = number >= options.warmUp;
        if (measured && measuredSince.get() == 0 && measuredSince.compareAndSet(0, start)) {
            cpuBefore.set(cpu());
        }
        try {
            long done = client.operation(number);
            if (measured) {
                micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - start) / 1000));
                items.add(done);
            }
            return true;
        } catch (RuntimeException e) {
            errors.increment();
            if (errors.sum() <= ERRORS_SHOWN) {
                System.err.println(load + ": operation " + number + " failed: " + e.getMessage());
            }
            return false;
        }
    }

    /** Of this process, in nanoseconds. */
    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private LoadResult result(double seconds) {
        long operations = micros.getTotalCount();
        return new LoadResult(
                load,
                options.server(),
                options.connections,
                operations,
                errors.sum(),
                seconds,
                operations / seconds,
                items.sum() / seconds,
                (cpu() - cpuBefore.get()) / 1e3 / Math.max(1, operations),
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(90),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                micros.getMaxValue());
    }
}
