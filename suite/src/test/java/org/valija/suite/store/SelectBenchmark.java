package org.valija.suite.store;

import java.time.Duration;
import org.valija.testkit.Database;
import org.valija.testkit.TestPostgres;

/**
 * What SELECT of a large mailbox costs: processor time of imap-service, mailbox-service and PostgreSQL, each a process of its
 * own, and the time until the answer, by one client. Arguments: messages, and how often to SELECT.
 */
public final class SelectBenchmark {

    private static final String ADDRESS = "ann@select.example";
    private static final int WARM_UP = 3_000;

    private final MeasuredServices services;
    private final MeasuredSession session;

    private SelectBenchmark(MeasuredServices services, MeasuredSession session) {
        this.services = services;
        this.session = session;
    }

    public static void main(String... arguments) {
        int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        try (var services = new MeasuredServices("select", TestPostgres.database())) {
            var store = services.store();
            var user = store.newUser(store.client(Duration.ofMinutes(1), 2), ADDRESS);
            var inbox = "account_id = %d and name = 'INBOX'"
                    .formatted(user.account().value());
            fill(services.database(), inbox, messages);
            try (var session = services.login(ADDRESS)) {
                new SelectBenchmark(services, session).run(inbox, count);
            }
        }
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

    private void run(String inbox, int count) {
        System.out.println("| what | p50 | p99 | processor time each: imap-service | mailbox-service | PostgreSQL |");
        System.out.println("|---|---|---|---|---|---|");
        session.repeat(WARM_UP, _ -> "SELECT INBOX");
        report("SELECT, nothing has changed", count, "SELECT INBOX");
        report("STATUS (MESSAGES UNSEEN UIDNEXT)", count, "STATUS INBOX (MESSAGES UNSEEN UIDNEXT)");
        // From now on nothing that is known reaches far enough
        services.database().execute("update mailbox set expunged_since = highest_modseq + 1 where " + inbox);
        session.repeat(100, _ -> "SELECT INBOX");
        report("SELECT, all UIDs", Math.max(1, count / 20), "SELECT INBOX");
    }

    private void report(String what, int count, String command) {
        var before = services.worked();
        var took = session.repeat(count, _ -> command);
        var worked = services.worked().since(before);
        System.out.printf(
                "| %s | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.2f ms |%n",
                what,
                took[count / 2] / 1e6,
                took[count * 99 / 100] / 1e6,
                worked.imap() / 1e6 / count,
                worked.store() / 1e6 / count,
                worked.postgres() / 1e6 / count);
    }
}
