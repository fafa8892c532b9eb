package org.valija.mailbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange.Mode;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.api.message.SearchCriteria.ChangedSince;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.NoProgress;
import org.valija.mailbox.testing.TestUser;
import org.valija.mailbox.transaction.Outcomes;
import org.valija.mailbox.transaction.TransactionProperties;
import org.valija.mailbox.transaction.Transactions;
import org.valija.testkit.Eventually;

/** What changed since a modification sequence, whichever changes are remembered: RFC 7162, 3.1. */
class FlagsChangesTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private MailboxServer server;
    private TestUser ann;
    private MailboxId inbox;
    private JdbcClient jdbc;
    private Transactions transactions;

    @BeforeEach
    void start() {
        server = MailboxServer.onFreshDatabase();
        ann = TestUser.create(server, "ann@changes.example", 0);
        inbox = ann.id("INBOX");
        var database = server.database();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        jdbc = JdbcClient.create(source);
        var outcomes = new Outcomes(jdbc, new TransactionProperties(Duration.ofSeconds(1)));
        transactions = new Transactions(new JdbcTransactionManager(source), outcomes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void forget(int most) {
        new Remembered("flags_change", "changed_at", "changes_since")
                .forget(most, Clock.systemUTC().instant().minus(WEEK), transactions, jdbc, new NoProgress());
    }

    private void append(int messages) {
        for (int i = 0; i < messages; i++) {
            ann.append("INBOX", "Subject: hello\r\n\r\n");
        }
    }

    /** UIDs with the modification sequences that all messages have now. */
    private Map<Long, Long> modseqs() throws IOException {
        var modseqs = new TreeMap<Long, Long>();
        var request =
                new FetchRequest(UidSet.range(1, Uid.MAX), EnumSet.of(FetchRequest.Field.FLAGS), List.of(), false);
        try (var in =
                ann.messages().fetch(ann.token(), ann.account(), inbox, request).reader()) {
            for (var message = in.next(Message.class); message != null; message = in.next(Message.class)) {
                modseqs.put(message.uid().value(), message.modseq());
            }
        }
        return modseqs;
    }

    /** Whatever it is asked for, the service tells those messages whose modification sequence is higher. */
    private void tellsAll(String after) throws IOException {
        var modseqs = modseqs();
        long highest = ann.status("INBOX").highestModseq();
        for (long since = 0; since <= highest; since++) {
            long from = since;
            var newer = modseqs.entrySet().stream()
                    .filter(message -> message.getValue() > from)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            assertThat(ann.since(inbox, since).changed().stream()
                            .collect(Collectors.toMap(message -> message.uid().value(), MessageFlags::modseq)))
                    .as("since %d of %d after %s", since, highest, after)
                    .isEqualTo(newer);
            assertThat(ann.search(inbox, new ChangedSince(since + 1)).stream().boxed())
                    .containsExactlyInAnyOrderElementsOf(newer.keySet());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverHappened(long seed) throws IOException {
        var random = new Random(seed);
        var done = new StringBuilder();
        append(6);
        ann.create("other");
        for (int i = 0; i < 30; i++) {
            var uids = LongStream.rangeClosed(1, ann.status("INBOX").uidNext())
                    .filter(_ -> random.nextInt(3) == 0)
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining(","));
            int what = uids.isEmpty() ? 0 : random.nextInt(8);
            done.append(' ').append(what).append(':').append(uids);
            switch (what) {
                case 0 -> append(2);
                case 1 -> ann.flag(inbox, uids, SystemFlag.SEEN);
                case 2 -> ann.flag(inbox, uids, SystemFlag.FLAGGED);
                case 3 -> ann.change(inbox, uids, Mode.REPLACE, Flags.of(List.of(), List.of("k" + i)));
                case 4 -> ann.copy(inbox, uids, "INBOX");
                case 5 -> {
                    ann.move(inbox, uids, "other");
                    ann.move(ann.id("other"), "1:9", "INBOX");
                }
                case 6 -> {
                    ann.flag(inbox, uids, SystemFlag.DELETED);
                    ann.expunge(inbox, uids);
                }
                default -> forget(random.nextInt(4));
            }
            if (i % 5 == 4) {
                tellsAll(done.toString());
            }
        }
    }

    @Test
    void whatIsForgottenIsFoundAllTheSame() throws IOException {
        append(4);
        for (int i = 0; i < 5; i++) {
            ann.change(
                    inbox, "1:2", i % 2 == 0 ? Mode.ADD : Mode.REMOVE, Flags.of(List.of(SystemFlag.SEEN), List.of()));
        }
        forget(2);
        assertThat(remembered()).isEqualTo(2);
        tellsAll("two are left");

        jdbc.sql("update flags_change set changed_at = changed_at - interval '8 days'")
                .update();
        forget(2);
        assertThat(remembered()).isZero();
        tellsAll("none is left");

        server.runJob("forget-flags-changes");
        ann.flag(inbox, "3", SystemFlag.FLAGGED);
        assertThat(remembered()).isEqualTo(1);
        tellsAll("another change");
    }

    @Test
    void messagesFarApart() throws IOException {
        append(3);
        for (int i = 0; i < 7; i++) {
            ann.copy(inbox, "1:300", "INBOX");
        }
        var everyOther = LongStream.rangeClosed(1, 150).map(uid -> 2 * uid).toArray();
        ann.flag(inbox, UidSet.of(everyOther).toString(), SystemFlag.FLAGGED);

        assertThat(jdbc.sql("select uids::text from flags_change")
                        .query(String.class)
                        .single())
                .isEqualTo("{[2,301)}");
        tellsAll("every other of many");
    }

    @Test
    void aChangeOfNothingIsNotRemembered() {
        append(1);
        ann.flag(inbox, "1", SystemFlag.SEEN);
        ann.flag(inbox, "1", SystemFlag.SEEN);
        ann.flag(inbox, "7", SystemFlag.SEEN);

        assertThat(remembered()).isEqualTo(1);
    }

    private long remembered() {
        return jdbc.sql("select count(*) from flags_change").query(Long.class).single();
    }

    private record Updates(long all, long heapOnly) {}

    @Test // What makes changes of many messages fast
    void noIndexIsWrittenForAFlagThatNoneIsAbout() {
        append(20);
        ann.flag(inbox, "1:20", SystemFlag.FLAGGED);
        ann.change(inbox, "1:20", Mode.ADD, Flags.of(List.of(), List.of("work")));

        var updates = new Eventually(Duration.ofSeconds(30))
                .get(
                        "statistics of the updates",
                        () -> jdbc.sql("""
                                        select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables
                                        where relname = 'message_flags'""")
                                .query((row, _) -> new Updates(row.getLong(1), row.getLong(2)))
                                .single(),
                        told -> told.all == 40);
        assertThat(updates.heapOnly).isEqualTo(40);
    }
}
