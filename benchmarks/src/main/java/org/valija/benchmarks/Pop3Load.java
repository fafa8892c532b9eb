package org.valija.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.valija.testkit.LineClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fetches whole maildrops; an operation is one session, from connecting to the answer to QUIT. */
@Command(name = "pop3", description = "Fetches whole maildrops.", mixinStandardHelpOptions = true)
final class Pop3Load implements Callable<Integer> {

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Option(
            names = "--user",
            required = true,
            split = ",",
            description = "who logs in; at least as many as connections, as a maildrop has one session at a time")
    private List<String> users = List.of();

    @Option(names = "--password", required = true, description = "of all of them")
    private String password = "";

    @Option(
            names = "--retrieve",
            defaultValue = "true",
            negatable = true,
            description = "RETR all, not only UIDL and LIST")
    private boolean retrieve;

    @Override
    public Integer call() throws Exception {
        return new LoadRun(retrieve ? "pop3 RETR all" : "pop3 UIDL and LIST", options, Client::new).run();
    }

    /** Connects anew for each operation. */
    private final class Client implements LoadClient {

        @Override
        public void operation(long number) {
            try (var line = LineClient.connect(options.host, options.port)) {
                ok(line);
                command(line, "USER " + users.get((int) (number % users.size())));
                command(line, "PASS " + password);
                command(line, "UIDL");
                skipList(line);
                command(line, "LIST");
                int messages = skipList(line);
                for (int message = 1; retrieve && message <= messages; message++) {
                    command(line, "RETR " + message);
                    skipList(line);
                }
                command(line, "QUIT");
            }
        }

        private static int skipList(LineClient line) {
            int lines = 0;
            for (byte[] next = line.readLineOctets(); next.length != 1 || next[0] != '.'; lines++) {
                next = line.readLineOctets();
            }
            return lines;
        }

        private static void command(LineClient line, String command) {
            line.send(command);
            ok(line);
        }

        private static void ok(LineClient line) {
            var reply = line.readLine();
            if (!reply.startsWith("+OK")) {
                throw new IllegalStateException(reply);
            }
        }

        @Override
        public void close() {}
    }
}
