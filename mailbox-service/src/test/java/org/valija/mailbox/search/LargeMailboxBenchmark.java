package org.valija.mailbox.search;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.client.MailboxClientProperties;
import org.valija.mailbox.api.job.JobsApi;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange.Mode;
import org.valija.mailbox.api.message.FlagsRun;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.HasFlag;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Not;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.api.message.SearchCriteria.Uids;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.SortKey;
import org.valija.mailbox.api.message.SortKey.By;
import org.valija.mailbox.api.message.SortRequest;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.message.ThreadRequest;
import org.valija.mailbox.api.message.ThreadRequest.Algorithm;
import org.valija.mailbox.testing.ExplainedStatements;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/**
 * What a mailbox of 200,000 messages costs, through the REST contract, on a PostgreSQL with {@code fsync} on: prints a
 * table for docs/performance.md, and the plans behind it. No test: run its main, with the number of messages if it is
 * another one. The mailbox stays in {@code target/postgres}, and is measured again the next time.
 */
final class LargeMailboxBenchmark {

    private static final int RUNS = 4;
    private static final String ANN = "ann@large.example";
    private static final String ALL = "1:4294967295";

    private final ExplainedStatements explained;
    private final Map<String, String> plans = new LinkedHashMap<>();

    private LargeMailboxBenchmark(ExplainedStatements explained) {
        this.explained = explained;
    }

    public static void main(String[] arguments) throws Exception {
        int messages = arguments.length == 0 ? 200_000 : Integer.parseInt(arguments[0]);
        var explained = new ExplainedStatements();
        var folder = Path.of("target", "postgres", "large-mailbox-" + messages);
        boolean filled = Files.exists(folder);
        try (var postgres = TestPostgres.durable(folder);
                var server =
                        MailboxServer.on(postgres.database(), explained::watch, "mailbox.jobs.every.index-text=0s")) {
            if (!filled) {
                fill(server, messages);
            }
            index(server);
            server.database().execute("vacuum analyze");
            new LargeMailboxBenchmark(explained).run(patient(server));
        }
    }

    /** A user who waits longer than a client that somebody waits for. */
    private static TestUser patient(MailboxServer server) {
        var ann = TestUser.login(server, ANN);
        var client = new MailboxClient(new MailboxClientProperties(
                server.url(), MailboxServer.ADMIN_KEY, Duration.ofSeconds(2), Duration.ofMinutes(10), 10));
        return new TestUser(
                ann.account(),
                ann.token(),
                client.api(MailboxesApi.class),
                client.api(MessagesApi.class),
                client.api(MaildropsApi.class));
    }

    private static void fill(MailboxServer server, int messages) {
        long start = System.nanoTime();
        var ann = TestUser.create(server, ANN, 0);
        for (int i = 1; i <= 10; i++) {
            new LargeMailbox(ann, 100 + i).fill("INBOX", messages / 10);
            // As many again that others have
            var other = TestUser.create(server, "user" + i + "@large.example", 0);
            new LargeMailbox(other, i).fill("INBOX", messages / 100);
            for (int copy = 1; copy < 10; copy++) {
                other.copy(other.id("INBOX"), "1:" + messages / 100, "Archive");
            }
        }
        say("filled: %d messages in %d s", messages * 2, seconds(start));
    }

    private static void index(MailboxServer server) {
        long start = System.nanoTime();
        var jobs = server.client().api(JobsApi.class);
        long id = jobs.run("index-text").id();
        var run = Eventually.within(Duration.ofHours(3))
                .get("the text index", () -> jobs.getRun("index-text", id), found -> found.endedAt() != null);
        say("indexed: %d contents in %d s", run.done(), seconds(start));
    }

    private void run(TestUser ann) throws Exception {
        var inbox = ann.id("INBOX");
        ann.change(inbox, ALL, Mode.REMOVE, Flags.of(List.of(SystemFlag.SEEN, SystemFlag.FLAGGED), List.of()));
        long highest = ann.open("INBOX").highestModseq();
        say("| what | median ms | answer |");
        say("|---|---|---|");
        measure("open: all UIDs", () -> ann.open("INBOX").uids().size());
        ann.flag(inbox, "100:199", SystemFlag.FLAGGED);
        measure(
                "state since modseq: 100 changed",
                () -> ann.since(inbox, highest).changed().size());
        measure("state since modseq: all", () -> ann.since(inbox, 0).changed().size());
        var seen = Flags.of(List.of(SystemFlag.SEEN), List.of());
        var modes = List.of(Mode.ADD, Mode.REMOVE, Mode.ADD, Mode.REMOVE).iterator();
        measure(
                "STORE 1:* FLAGS (\\Seen), there and back",
                () -> ann.change(inbox, ALL, modes.next(), seen).messages().size());
        measure("first unseen, status", () -> ann.status("INBOX").unseen());
        measure("FETCH 1:* FLAGS", () -> flags(ann, ALL));
        measure("FETCH 10,000 ENVELOPE", () -> fetch(ann, "1:10000", EnumSet.of(Field.ENVELOPE), List.of()));
        measure("FETCH 10,000 bodies", () -> fetch(ann, "1:10000", EnumSet.noneOf(Field.class), List.of(Section.ALL)));
        search(ann, "TEXT, rare word", new Text(LargeMailbox.RARE));
        search(ann, "TEXT, a word of many messages", new Text("nalo"));
        search(ann, "TEXT, two words in a row", new Text("ce di"));
        search(ann, "TEXT, nowhere", new Text("nowhere to be found"));
        search(ann, "TEXT, two letters", new Text("zz"));
        search(ann, "BODY, rare word, not seen", new And(List.of(new Body(LargeMailbox.RARE), unseen())));
        search(ann, "HEADER X-Ticket", new Header("X-Ticket", "T-4711"));
        search(ann, "SUBJECT, rare", new Header("Subject", "gruxi"));
        search(ann, "FROM, rare", new Header("From", "gruxi"));
        search(ann, "NOT BODY", new Not(new Body(LargeMailbox.RARE)));
        search(ann, "UNSEEN", unseen());
        sort(ann, "SORT (DATE) ALL", By.DATE);
        sort(ann, "SORT (SUBJECT) ALL", By.SUBJECT);
        var references = new ThreadRequest(new And(List.of()), Algorithm.REFERENCES);
        measure(
                "THREAD REFERENCES ALL",
                () -> ann.messages()
                        .thread(ann.token(), ann.account(), inbox, references)
                        .size());
        search(ann, "UID 1000:1999 TEXT", new And(List.of(new Uids(UidSet.parse("1000:1999")), new Text("nalo"))));
        System.out.println();
        plans.forEach((what, plan) -> say("### %s%n%n```text%n%s```%n", what, plan));
    }

    private static SearchCriteria unseen() {
        return new Not(new HasFlag(SystemFlag.SEEN));
    }

    private void search(TestUser ann, String what, SearchCriteria criteria) throws Exception {
        var inbox = ann.id("INBOX");
        measure("SEARCH " + what, () -> ann.search(inbox, criteria).size());
    }

    private void sort(TestUser ann, String what, By key) throws Exception {
        var request = new SortRequest(new And(List.of()), List.of(new SortKey(key, false)), null);
        var inbox = ann.id("INBOX");
        measure(
                what,
                () -> ann.messages()
                        .sort(ann.token(), ann.account(), inbox, request)
                        .count());
    }

    private static int flags(TestUser ann, String uids) throws Exception {
        int n = 0;
        try (var in = ann.messages()
                .flags(ann.token(), ann.account(), ann.id("INBOX"), UidSet.parse(uids))
                .reader()) {
            for (var run = in.next(FlagsRun.class); run != null; run = in.next(FlagsRun.class)) {
                n += run.modseqs().length;
            }
        }
        return n;
    }

    private static int fetch(TestUser ann, String uids, Set<Field> fields, List<Section> sections) throws Exception {
        var request = new FetchRequest(UidSet.parse(uids), fields, sections, false);
        int n = 0;
        try (var in = ann.messages()
                .fetch(ann.token(), ann.account(), ann.id("INBOX"), request)
                .reader()) {
            for (var message = in.next(Message.class); message != null; message = in.next(Message.class)) {
                n++;
                for (int i = 0; i < sections.size(); i++) {
                    try (var content = in.content()) {
                        content.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
        }
        return n;
    }

    /** What is measured. */
    @FunctionalInterface
    private interface Call {
        long answer() throws Exception;
    }

    private void measure(String what, Call call) throws Exception {
        var times = new ArrayList<Double>();
        long answer = 0;
        for (int i = 0; i < RUNS - 1; i++) {
            long start = System.nanoTime();
            answer = call.answer();
            times.add((System.nanoTime() - start) / 1e6);
        }
        Collections.sort(times);
        say("| %s | %.1f | %d |", what, times.get(times.size() / 2), answer);
        explained.of(call::answer).forEach((sql, plan) -> {
            if (plan.contains(" on message")) {
                plans.put(what + ": " + sql.strip().replaceAll("\\s+", " "), plan);
            }
            if (plan.contains("Seq Scan on message")) {
                say("SEQUENTIAL SCAN");
            }
        });
    }

    private static long seconds(long since) {
        return (System.nanoTime() - since) / 1_000_000_000;
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }
}
