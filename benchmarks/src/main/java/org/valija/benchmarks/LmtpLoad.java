package org.valija.benchmarks;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Delivers messages; an operation is one message, from MAIL to the last recipient's answer after the dot. */
@Command(name = "lmtp", description = "Delivers messages by LMTP.", mixinStandardHelpOptions = true)
final class LmtpLoad implements Callable<Integer> {

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Mixin
    private final TransferOptions transfer = new TransferOptions();

    @Override
    public Integer call() throws Exception {
        return new LoadRun(
                        "lmtp " + transfer.size + " octets",
                        options,
                        () -> new TransferClient("LHLO", true, options, transfer))
                .run();
    }
}
