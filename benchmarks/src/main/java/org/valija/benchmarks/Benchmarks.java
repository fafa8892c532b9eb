package org.valija.benchmarks;

import org.valija.benchmarks.compare.Compare;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Load generators for any mail server, ours or a peer: {@code java -jar benchmarks-…-exec.jar smtp --help}. */
@Command(
        name = "benchmarks",
        description = "Load generators for mail servers. Send load to a server of your own only.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SmtpLoad.class,
            LmtpLoad.class,
            Pop3Load.class,
            ImapLoad.class,
            ImapPushLoad.class,
            ImapIdleLoad.class,
            OutboundLoad.class,
            RestLoad.class
        })
public final class Benchmarks {

    Benchmarks() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command, and answers its exit code. */
    public static int run(String... args) {
        return new CommandLine(new Benchmarks())
                .addSubcommand(new Compare(Benchmarks::run))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }
}
