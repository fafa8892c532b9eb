package org.valija.suite.store;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.valija.imap.ImapService;
import org.valija.testkit.Database;
import org.valija.testkit.LineClient;
import org.valija.testkit.ServiceProcess;
import org.valija.testkit.TestPostgres;

/**
 * What SELECT of a large mailbox costs: processor time of imap-service, mailbox-service and PostgreSQL, each a process of its
 * own, and the time until the answer, by one client. Arguments: messages, and how often to SELECT.
 */
public final class SelectBenchmark {

    private static final String ADDRESS = "ann@select.example";
    private static final int WARM_UP = 3_000;

    private final Database database;
    private final ServiceProcess store;
    private final ServiceProcess imap;
    private final LineClient client;
    private int tag;

    private SelectBenchmark(Database database, ServiceProcess store, ServiceProcess imap, LineClient client) {
        this.database = database;
        this.store = store;
        this.imap = imap;
        this.client = client;
    }

    public static void main(String... arguments) throws Exception {
        int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        var database = TestPostgres.database();
        try (var store = new StoreProcess("store-select", database, "-Xmx512m");
                var imap = imap(store)) {
            var user = store.newUser(store.client(Duration.ofMinutes(1), 2), ADDRESS);
            var inbox = "account_id = %d and name = 'INBOX'"
                    .formatted(user.account().value());
            fill(database, inbox, messages);
            try (var client = LineClient.connect(Integer.parseInt(imap.said("imap listens on \\S*:(\\d+)")))) {
                client.timeout(Duration.ofMinutes(2)).readLine();
                new SelectBenchmark(database, store.process(), imap, client).run(inbox, count);
            }
        }
    }

    private static ServiceProcess imap(StoreProcess store) {
        return ServiceProcess.main("imap-select", ImapService.class, "-Xmx512m")
                .with(
                        "--server.port=0",
                        "--mailbox.client.url=" + store.url(),
                        "--mailbox.client.credential=" + StoreProcess.CREDENTIAL,
                        "--imap.listeners.imap.listen.address=127.0.0.1",
                        "--imap.listeners.imap.listen.port=0",
                        "--imap.listeners.imap.loopback-auth=true",
                        "--imap.listeners.imaps.enabled=false")
                .startup(StoreProcess.STARTUP)
                .startUntilItSays("Started \\w+ in ");
    }

    /** Flags alone, with a gap behind each message. */
    private static void fill(Database database, String inbox, int messages) {
        database.execute("""
                insert into message_flags (account_id, mailbox_id, uid, modseq, flags, keywords)
                select account_id, id, 2 * n, 1, 1, '{}' from mailbox, generate_series(1, %d) n where %s""".formatted(messages, inbox));
        database.execute("""
                update mailbox set messages = %d, uid_next = %d, highest_modseq = 1, recent_from = %2$d
                where %s""".formatted(messages, 2 * messages + 1, inbox));
        database.execute("vacuum analyze message_flags");
    }

    private void run(String inbox, int count) throws Exception {
        say("LOGIN %s \"%s\"".formatted(ADDRESS, StoreProcess.PASSWORD));
        System.out.println("| what | p50 | p99 | processor time each: imap-service | mailbox-service | PostgreSQL |");
        System.out.println("|---|---|---|---|---|---|");
        repeat(WARM_UP, "SELECT INBOX");
        report("SELECT, nothing has changed", count, "SELECT INBOX");
        report("STATUS (MESSAGES UNSEEN UIDNEXT)", count, "STATUS INBOX (MESSAGES UNSEEN UIDNEXT)");
        // From now on nothing that is known reaches far enough
        database.execute("update mailbox set expunged_since = highest_modseq + 1 where " + inbox);
        repeat(100, "SELECT INBOX");
        report("SELECT, all UIDs", Math.max(1, count / 20), "SELECT INBOX");
    }

    private void report(String what, int count, String command) throws Exception {
        var before = processorTimes();
        var took = repeat(count, command);
        var after = processorTimes();
        System.out.printf(
                "| %s | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.2f ms |%n",
                what,
                took[count / 2] / 1e6,
                took[count * 99 / 100] / 1e6,
                (after[0] - before[0]) / 1e6 / count,
                (after[1] - before[1]) / 1e6 / count,
                (after[2] - before[2]) / 1e6 / count);
    }

    /** Nanoseconds, ascending. */
    private long[] repeat(int count, String command) {
        var took = new long[count];
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            say(command);
            took[i] = System.nanoTime() - begin;
        }
        Arrays.sort(took);
        return took;
    }

    private void say(String command) {
        var label = "t" + ++tag;
        client.send(label + " " + command);
        var line = client.readLine();
        while (!line.startsWith(label + " ")) {
            line = client.readLine();
        }
        if (!line.startsWith(label + " OK")) {
            throw new IllegalStateException(command + ": " + line);
        }
    }

    /** Nanoseconds that the processes have worked so far. */
    private long[] processorTimes() throws SQLException, IOException {
        return new long[] {
            worked(Stream.of(process(imap.pid()))),
            worked(Stream.of(process(store.pid()))),
            worked(process(backend()).parent().stream().flatMap(ProcessHandle::children))
        };
    }

    private static ProcessHandle process(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static long worked(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .mapToLong(Duration::toNanos)
                .sum();
    }

    /** A process of PostgreSQL. */
    private long backend() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select pg_backend_pid()")) {
            found.next();
            return found.getLong(1);
        }
    }
}
