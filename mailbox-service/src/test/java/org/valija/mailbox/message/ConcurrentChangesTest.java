package org.valija.mailbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.InputStreamResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.message.Copied;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

/** Many clients change the same mailboxes at once; whatever the order in which they came, the books balance. */
class ConcurrentChangesTest {

    private static final int CLIENTS = 12;
    private static final int CHANGES = 60;
    private static final List<String> NAMES = List.of("INBOX", "one", "two");

    private MailboxServer server;
    private TestUser ann;

    /** Every UID that was handed out, as {@code mailbox:uid}. */
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    private final LongAdder came = new LongAdder();
    private final LongAdder left = new LongAdder();

    @BeforeEach
    void start() {
        server = MailboxServer.onFreshDatabase();
        ann = TestUser.create(server, "ann@busy.example", 0);
        ann.create("one");
        ann.create("two");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theBooksBalanceWhateverHappensAtOnce() throws Exception {
        var ids = NAMES.stream().map(ann::id).toList();
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var followers = ids.stream()
                    .map(id -> threads.submit(() -> follow(id, done)))
                    .toList();
            var clients = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                var random = new Random(i);
                clients.add(threads.submit(() -> {
                    for (int change = 0; change < CHANGES; change++) {
                        changeSomething(random, ids);
                    }
                    return null;
                }));
            }
            for (var client : clients) {
                client.get();
            }
            done.set(true);
            for (int i = 0; i < ids.size(); i++) {
                assertThat(followers.get(i).get())
                        .as("what a client sees that only asks what changed, in %s", NAMES.get(i))
                        .isEqualTo(view(ids.get(i)));
            }
        }
        var jdbc = JdbcClient.create(new DriverManagerDataSource(
                server.database().jdbcUrl(),
                server.database().user(),
                server.database().password()));
        assertThat(wrongCounters(jdbc))
                .as("counters that differ from a recount")
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from message").query(Long.class).single())
                .as("moves lose and double nothing")
                .isEqualTo(came.sum() - left.sum())
                .isEqualTo(jdbc.sql("select count(distinct unique_id) from message")
                        .query(Long.class)
                        .single());
    }

    private void changeSomething(Random random, List<MailboxId> ids) {
        var from = ids.get(random.nextInt(ids.size()));
        var to = NAMES.get(random.nextInt(NAMES.size()));
        long first = random.nextLong(1, 200);
        var some = UidSet.range(first, first + random.nextLong(20)).toString();
        try {
            switch (random.nextInt(10)) {
                case 0, 1 -> deliver(message(random));
                case 2, 3 -> {
                    var added = ann.append(to, message(random), Flags.NONE, null);
                    arrived(added.mailbox(), added.uids());
                }
                case 4 -> ann.flag(from, some, SystemFlag.DELETED);
                case 5 ->
                    ann.change(
                            from,
                            some,
                            FlagsChange.Mode.ADD,
                            Flags.of(List.of(SystemFlag.SEEN), List.of("k" + random.nextInt(5))));
                case 6 -> copied(ann.copy(from, some, to));
                case 7 -> moved(ann.move(from, some, to));
                case 8 -> left.add(ann.expunge(from, some).uids().size());
                default -> renamed(random);
            }
        } catch (MailboxException.NotFound _) {
            // Renamed away at the moment
        }
    }

    private static String message(Random random) {
        return "Subject: " + random.nextInt(5) + "\r\n\r\nHello\r\n";
    }

    private void deliver(String message) {
        var report = server.client()
                .api(DeliveriesApi.class)
                .deliver(
                        "",
                        List.of("ann@busy.example"),
                        new InputStreamResource(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8))));
        assertThat(report.recipients().getFirst().refusal()).isNull();
        came.increment();
    }

    private void renamed(Random random) {
        boolean away = random.nextBoolean();
        try {
            ann.rename(away ? "one" : "elsewhere/one", away ? "elsewhere/one" : "one");
        } catch (MailboxException.AlreadyExists _) {
            // Somebody else was faster
        }
    }

    private void copied(Copied copied) {
        assertThat(copied.uids().size()).isEqualTo(copied.from().size());
        arrived(copied.mailbox(), copied.uids());
    }

    private void moved(Copied moved) {
        copied(moved);
        left.add(moved.from().size());
    }

    private void arrived(MailboxId mailbox, UidSet uids) {
        came.add(uids.size());
        uids.stream()
                .forEach(uid -> assertThat(used.add(mailbox + ":" + uid))
                        .as("UID %s of mailbox %s is used once", uid, mailbox)
                        .isTrue());
    }

    /** Keeps a view of a mailbox as a client does that opened it once, until nothing changes any more. */
    private TreeMap<Long, Flags> follow(MailboxId mailbox, AtomicBoolean done) {
        var view = new TreeMap<Long, Flags>();
        long modseq = 0;
        while (true) {
            boolean last = done.get();
            var state = ann.since(mailbox, modseq);
            assertThat(state.highestModseq()).isGreaterThanOrEqualTo(modseq);
            apply(state, view);
            assertThat((long) view.size()).isEqualTo(state.status().messages());
            modseq = state.highestModseq();
            if (last) {
                return view;
            }
        }
    }

    private static void apply(MailboxState state, TreeMap<Long, Flags> view) {
        state.changed().forEach(message -> view.put(message.uid().value(), message.flags()));
        state.vanished().stream().forEach(view::remove);
    }

    private TreeMap<Long, Flags> view(MailboxId mailbox) {
        var view = new TreeMap<Long, Flags>();
        apply(ann.since(mailbox, 0), view);
        return view;
    }

    private static List<?> wrongCounters(JdbcClient jdbc) {
        var wrong = new ArrayList<Object>(jdbc.sql("""
                        select m.name, m.messages, m.unseen, m.deleted, m.size, r.*
                        from mailbox m, lateral (
                            select count(*) as messages, count(*) filter (where flags & 1 = 0) as unseen,
                                count(*) filter (where flags & 8 <> 0) as deleted, coalesce(sum(size), 0) as size,
                                coalesce(max(uid), 0) as max_uid, coalesce(max(modseq), 0) as max_modseq
                            from message where account_id = m.account_id and mailbox_id = m.id) r
                        where (m.messages, m.unseen, m.deleted, m.size) <> (r.messages, r.unseen, r.deleted, r.size)
                            or m.uid_next <= r.max_uid or m.highest_modseq < r.max_modseq""").query().listOfRows());
        wrong.addAll(jdbc.sql("""
                        select a.used_bytes, a.used_messages, r.* from account a, lateral (
                            select coalesce(sum(size), 0) as size, count(*) as messages
                            from message where account_id = a.id) r
                        where (a.used_bytes, a.used_messages) <> (r.size, r.messages)""").query().listOfRows());
        return wrong;
    }
}
