package org.valija.benchmarks.compare;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.valija.benchmarks.compare.Contest.Figure;
import org.valija.testkit.Eventually;
import org.valija.testkit.LineClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts servers under loads, one at a time, in this JVM: the generator is warm after the first of them. */
final class Arena {

    private static final Duration DELIVERY = Duration.ofMinutes(3);

    /** Messages that are in the mailbox of a worker. */
    private static final int WORK = 500;

    private final Path folder;
    private final int seconds;
    private final Consumer<String[]> generator;

    /**
     * @param folder for results
     * @param seconds that a load may take at most
     * @param generator runs a load, told by the arguments of its command
     */
    Arena(Path folder, int seconds, Consumer<String[]> generator) {
        this.folder = folder;
        this.seconds = seconds;
        this.generator = generator;
    }

    /**
     * What one server did in one round.
     *
     * @param result of the generator
     */
    record Outcome(int round, Protocol protocol, String contest, String server, double figure, JsonNode result) {}

    /** Fills the mailboxes that are read. */
    void fill(MailServer server, Contests contests) {
        append(server, Users.READER, contests.messages(), 8192);
        append(server, Users.HOARDER, contests.small(), 600);
        Users.WORKERS.forEach(worker -> append(server, worker, WORK, 4096));
    }

    private void append(MailServer server, String user, int messages, int size) {
        load(
                server,
                List.of(
                        "imap",
                        "--work",
                        "APPEND",
                        "--user",
                        server.address(user),
                        "--password",
                        Users.PASSWORD,
                        "--connections",
                        "1",
                        "--batch",
                        "50",
                        "--size",
                        "" + size,
                        "--count",
                        "" + messages / 50,
                        "--at-most",
                        "PT15M"),
                Protocol.IMAP);
    }

    /**
     * Runs one load for some time, measuring nothing: what a JVM compiles while it is young, one of some hours has compiled.
     * Loads that start anew for each figure have none.
     */
    void warmUp(Contest contest, MailServer server, Duration time) {
        if (contest.warmUp() > 0) {
            var load = new ArrayList<>(contest.load());
            load.set(load.indexOf("--count") + 1, "" + Integer.MAX_VALUE / 2);
            load.addAll(List.of("--at-most", time.toString()));
            settled(server, contest, () -> load(server, load, contest.protocol()));
        }
    }

    /** Runs one load, its warm-up before it. */
    Outcome run(int round, Contest contest, MailServer server) {
        if (contest.warmUp() > 0) {
            var warmUp = new ArrayList<>(contest.load());
            warmUp.set(warmUp.indexOf("--count") + 1, "" + contest.warmUp());
            settled(server, contest, () -> load(server, bounded(warmUp), contest.protocol()));
        }
        var result = new JsonNode[1];
        double took =
                settled(server, contest, () -> result[0] = load(server, bounded(contest.load()), contest.protocol()));
        double figure = switch (contest.figure()) {
            case PER_SECOND -> result[0].get("perSecond").asDouble();
            case ITEMS_PER_SECOND -> result[0].get("itemsPerSecond").asDouble();
            case DELIVERED_PER_SECOND -> result[0].get("operations").asLong() / took;
            case P50 -> result[0].get("p50").asDouble() / 1000;
            case P99 -> result[0].get("p99").asDouble() / 1000;
        };
        return new Outcome(round, contest.protocol(), contest.name(), server.name(), figure, result[0]);
    }

    private List<String> bounded(List<String> load) {
        var bounded = new ArrayList<>(load);
        bounded.add("--at-most");
        bounded.add("PT" + seconds + "S");
        return bounded;
    }

    /** Seconds that a load takes; where it delivers, until all it delivered is in its mailboxes. */
    private static double settled(MailServer server, Contest contest, Load load) {
        if (contest.figure() != Figure.DELIVERED_PER_SECOND) {
            load.run();
            return 0;
        }
        try (var mailboxes = new Mailboxes(server)) {
            long before = mailboxes.messages();
            long start = System.nanoTime();
            long sent = load.run().get("operations").asLong();
            Eventually.within(DELIVERY).until("all is delivered", () -> mailboxes.messages() >= before + sent);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private interface Load {
        JsonNode run();
    }

    private JsonNode load(MailServer server, List<String> load, Protocol protocol) {
        try {
            var json = folder.resolve("result.json");
            Files.deleteIfExists(json);
            var arguments = new ArrayList<>(load);
            arguments.addAll(List.of(
                    "--host", "127.0.0.1", "--port", "" + requireNonNull(server.port(protocol)), "--json", "" + json));
            if (load.getFirst().equals("imap-push")) {
                arguments.addAll(List.of("--smtp-port", "" + requireNonNull(server.port(Protocol.SMTP))));
            }
            if (load.getFirst().equals("imap-idle")) {
                var pids = server.pids().stream().map(String::valueOf).collect(Collectors.joining(","));
                arguments.addAll(List.of("--pid", pids));
            }
            generator.accept(arguments.toArray(String[]::new));
            return JsonMapper.shared().readTree(Files.readAllBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException("no result of " + load, e);
        }
    }

    /** The mailboxes that deliveries go to, open all at once. */
    private static final class Mailboxes implements AutoCloseable {

        private final List<LineClient> sessions = new ArrayList<>();
        private final long[] exists = new long[Users.MANY.size()];

        Mailboxes(MailServer server) {
            for (String user : Users.MANY) {
                var line = LineClient.connect(requireNonNull(server.port(Protocol.IMAP)))
                        .timeout(Duration.ofSeconds(60));
                line.readLine();
                sessions.add(line);
                command(sessions.size() - 1, "LOGIN " + server.address(user) + " " + Users.PASSWORD);
                command(sessions.size() - 1, "SELECT INBOX");
            }
        }

        /** In all of them now. */
        long messages() {
            long all = 0;
            for (int i = 0; i < exists.length; i++) {
                command(i, "NOOP");
                all += exists[i];
            }
            return all;
        }

        private void command(int session, String command) {
            var line = sessions.get(session);
            line.send("a " + command);
            for (var reply = line.readLine(); !reply.startsWith("a "); reply = line.readLine()) {
                if (reply.endsWith(" EXISTS")) {
                    exists[session] = Long.parseLong(reply.substring(2, reply.length() - " EXISTS".length()));
                }
            }
        }

        @Override
        public void close() {
            sessions.forEach(LineClient::close);
        }
    }
}
