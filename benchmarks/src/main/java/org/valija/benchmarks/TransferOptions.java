package org.valija.benchmarks;

import java.util.List;
import picocli.CommandLine.Option;

/** What the two ways to hand over messages, SMTP and LMTP, can be told. */
final class TransferOptions {

    @Option(names = "--from", defaultValue = "load@example.org", description = "reverse-path; default ${DEFAULT-VALUE}")
    String from = "";

    @Option(names = "--to", required = true, split = ",", description = "addresses; messages go to them in turn")
    List<String> to = List.of();

    @Option(names = "--size", defaultValue = "4096", description = "octets of a message; default ${DEFAULT-VALUE}")
    int size;

    @Option(
            names = "--recipients",
            defaultValue = "1",
            description = "of each message, at most those of --to; default ${DEFAULT-VALUE}")
    int recipients;

    @Option(
            names = "--messages",
            defaultValue = "100",
            description = "on one connection, before the next one is opened; default ${DEFAULT-VALUE}")
    int messages;

    @Option(
            names = "--no-pipelining",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "waits for the answer to each command, even where the server says PIPELINING")
    boolean pipelining;
}
