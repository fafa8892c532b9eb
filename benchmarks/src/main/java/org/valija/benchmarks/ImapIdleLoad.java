package org.valija.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens connections that log in, select INBOX and then only wait in IDLE; an operation is one of these. */
@Command(
        name = "imap-idle",
        description = "Opens --connections idle connections, and tells what each costs the server.",
        mixinStandardHelpOptions = true)
final class ImapIdleLoad implements Callable<Integer> {

    private static final long LONGEST_MICROS = 600_000_000;

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Mixin
    private final ImapOptions imap = new ImapOptions();

    @Option(
            names = "--pid",
            split = ",",
            description = "processes of the server, whose memory is compared before and after; Linux only")
    private long[] pids = {};

    @Option(
            names = "--warm",
            defaultValue = "50",
            description = "connections that are opened before memory is looked at first; default ${DEFAULT-VALUE}")
    private int warm;

    @Override
    public Integer call() throws IOException {
        var clients = new ArrayList<ImapClient>();
        var micros = new Histogram(LONGEST_MICROS, 3);
        try {
            for (int i = 0; i < warm; i++) {
                clients.add(open(i));
            }
            long before = Memory.of(pids);
            long begin = System.nanoTime();
            long deadline = begin + options.atMost.toNanos();
            while (clients.size() < warm + options.connections && System.nanoTime() < deadline) {
                long start = System.nanoTime();
                clients.add(open(clients.size()));
                micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - start) / 1000));
                if (clients.size() % 1000 == 0) {
                    System.err.println("imap idle: " + clients.size() + " of " + (warm + options.connections));
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            long each = (Memory.of(pids) - before) / Math.max(1, micros.getTotalCount());
            if (pids.length > 0) {
                System.out.printf("%d octets of memory for each of %d%n", each, micros.getTotalCount());
            }
            return LoadRun.finish(options, result(micros, seconds, each));
        } finally {
            clients.forEach(ImapClient::close);
        }
    }

    private ImapClient open(int number) {
        var client = imap.login(options, number);
        client.command("SELECT INBOX");
        client.idle();
        return client;
    }

    /** The octets of a connection are its items. */
    private LoadResult result(Histogram micros, double seconds, long each) {
        long count = micros.getTotalCount();
        return new LoadResult(
                "imap idle, octets each",
                options.server(),
                options.connections,
                count,
                options.connections - count,
                seconds,
                count / seconds,
                each,
                0,
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(90),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                micros.getMaxValue());
    }
}
