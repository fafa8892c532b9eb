package org.valija.benchmarks;

import java.util.List;
import picocli.CommandLine.Option;

/** Who logs in. */
final class ImapOptions {

    @Option(names = "--user", required = true, split = ",", description = "who logs in, in turn")
    List<String> users = List.of();

    @Option(names = "--password", required = true, description = "of all of them")
    String password = "";

    ImapClient login(LoadOptions options, long number) {
        return new ImapClient(options.host, options.port, users.get((int) (number % users.size())), password);
    }
}
