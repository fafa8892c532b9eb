package org.valija.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.valija.testkit.LineClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Visits maildrops; an operation is one session, from connecting to the answer to QUIT. */
@Command(name = "pop3", description = "Visits maildrops, and leaves them as they are.", mixinStandardHelpOptions = true)
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
            names = "--visit",
            defaultValue = "RETRIEVE",
            description = "what a session does: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Visit visit = Visit.RETRIEVE;

    @Option(
            names = "--pipeline",
            defaultValue = "1",
            description = "how many RETR are sent before the first is answered; default ${DEFAULT-VALUE}")
    private int pipeline;

    private final AtomicInteger clients = new AtomicInteger();

    /** What a session does between login and QUIT. */
    private enum Visit {
        /** STAT, as clients do that only look whether there is mail. */
        LOOK,
        /** LIST and UIDL. */
        LIST,
        /** LIST, and RETR of all. */
        RETRIEVE
    }

    @Override
    public Integer call() throws Exception {
        return new LoadRun("pop3 " + visit.name().toLowerCase(Locale.ROOT), options, Client::new).run();
    }

    /** Connects anew for each operation, as a user that no other client is. */
    private final class Client implements LoadClient {

        private final String user = users.get(clients.getAndIncrement() % users.size());

        @Override
        public void operation(long number) {
            try (var line = LineClient.connect(options.host, options.port)) {
                ok(line);
                command(line, "USER " + user);
                command(line, "PASS " + password);
                switch (visit) {
                    case LOOK -> command(line, "STAT");
                    case LIST -> {
                        list(line, "LIST");
                        list(line, "UIDL");
                    }
                    case RETRIEVE -> retrieve(line, list(line, "LIST"));
                }
                command(line, "QUIT");
            }
        }

        /** Returns how many lines there were. */
        private static int list(LineClient line, String command) {
            command(line, command);
            int lines = 0;
            for (byte[] next = line.readLineOctets(); next.length != 1 || next[0] != '.'; lines++) {
                next = line.readLineOctets();
            }
            return lines;
        }

        private void retrieve(LineClient line, int messages) {
            for (int first = 1; first <= messages; first += pipeline) {
                int last = Math.min(messages, first + pipeline - 1);
                var commands = new StringBuilder();
                for (int message = first; message <= last; message++) {
                    commands.append("RETR ").append(message).append("\r\n");
                }
                line.send(commands.toString().getBytes(StandardCharsets.US_ASCII));
                for (int message = first; message <= last; message++) {
                    ok(line);
                    skipMessage(line);
                }
            }
        }

        private static void skipMessage(LineClient line) {
            for (byte[] next = line.readLineOctets(); next.length != 1 || next[0] != '.'; ) {
                next = line.readLineOctets();
            }
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
