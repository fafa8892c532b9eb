package org.valija.benchmarks;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Has a server relay messages: sends them to it as {@link SmtpLoad} does, and is the next server as well, to which it has to
 * bring them. What it takes, and what it brings, are told apart.
 */
@Command(
        name = "outbound",
        description = "Sends messages by SMTP to a server that relays them to a port of this program.",
        mixinStandardHelpOptions = true)
final class OutboundLoad implements Callable<Integer> {

    private static final long LOOK_AGAIN_MILLIS = 20;

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Mixin
    private final TransferOptions transfer = new TransferOptions();

    @Option(names = "--sink-port", required = true, description = "TCP port where relayed messages are taken")
    private int sinkPort;

    @Override
    public Integer call() throws Exception {
        int all = options.warmUp + options.count;
        long deadline = System.nanoTime() + options.atMost.toNanos();
        try (var sink = new OutboundSink(sinkPort, all)) {
            int code = new LoadRun(
                            "outbound " + transfer.size + " octets, taken",
                            options,
                            () -> new TransferClient("EHLO", false, options, transfer))
                    .run();
            while (sink.taken() < all && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
            int came = Math.min(sink.taken(), all);
            double seconds = came > options.warmUp + 1 ? sink.secondsBetween(options.warmUp, came - 1) : Double.NaN;
            System.out.printf(
                    Locale.ROOT,
                    "relayed: %d of %d messages over %d connections, %.1f a second%n",
                    came,
                    all,
                    sink.connections(),
                    (came - options.warmUp - 1) / seconds);
            return came == all ? code : 1;
        }
    }
}
