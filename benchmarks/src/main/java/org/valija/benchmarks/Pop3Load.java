package org.valija.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
        /** RETR of the first message. */
        FIRST,
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
        private @Nullable Wire open;

        @Override
        public long operation(long number) {
            try (var wire = new Wire(options.host, options.port)) {
                open = wire;
                ok(wire);
                command(wire, "USER " + user);
                command(wire, "PASS " + password);
                long items = switch (visit) {
                    case LOOK -> {
                        command(wire, "STAT");
                        yield 1;
                    }
                    case FIRST -> {
                        command(wire, "RETR 1");
                        lines(wire);
                        yield 1;
                    }
                    case LIST -> list(wire, "LIST") + list(wire, "UIDL");
                    case RETRIEVE -> retrieve(wire, list(wire, "LIST"));
                };
                command(wire, "QUIT");
                return items;
            }
        }

        private static long list(Wire wire, String command) {
            command(wire, command);
            return lines(wire);
        }

        /** Passes over a multi-line response: RFC 1939, 3. Answers how many lines there were. */
        private static long lines(Wire wire) {
            long lines = 0;
            while (wire.receive() != 1 || wire.at(0) != '.') {
                lines++;
            }
            return lines;
        }

        private long retrieve(Wire wire, long messages) {
            for (long first = 1; first <= messages; first += pipeline) {
                long last = Math.min(messages, first + pipeline - 1);
                for (long message = first; message <= last; message++) {
                    wire.put("RETR ").put(Long.toString(message)).put("\r\n");
                }
                wire.flush();
                for (long message = first; message <= last; message++) {
                    ok(wire);
                    lines(wire);
                }
            }
            return messages;
        }

        private static void command(Wire wire, String command) {
            wire.send(command);
            ok(wire);
        }

        private static void ok(Wire wire) {
            wire.receive();
            if (!wire.starts("+OK")) {
                throw new IllegalStateException(wire.text());
            }
        }

        @Override
        public void close() {
            if (open != null) {
                open.close();
            }
        }
    }
}
