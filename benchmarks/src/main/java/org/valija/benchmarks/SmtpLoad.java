package org.valija.benchmarks;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sends messages; an operation is one message, from MAIL to the answer to its last dot. */
@Command(name = "smtp", description = "Sends messages by SMTP.", mixinStandardHelpOptions = true)
final class SmtpLoad implements Callable<Integer> {

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Mixin
    private final TransferOptions transfer = new TransferOptions();

    @Override
    public Integer call() throws Exception {
        return new LoadRun(
                        "smtp " + transfer.size + " octets",
                        options,
                        () -> new TransferClient("EHLO", false, options, transfer))
                .run();
    }
}
