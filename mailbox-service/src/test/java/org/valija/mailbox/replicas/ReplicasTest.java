package org.valija.mailbox.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many clients deliver, append, flag, copy, move, expunge, rename, delete and pop the same mailboxes at once, at two
 * replicas, while content is swept and expunged UIDs are forgotten. Then the books are balanced, each for itself.
 */
class ReplicasTest {

    private static final int CLIENTS = 12;
    private static final int CHANGES = 50;

    private static final RandomUser.Books BOOKS = new RandomUser.Books();

    private static Replicas replicas;
    private static JdbcClient jdbc;
    private static List<MailboxFollower> followers;
    private static EventReplay replay;

    @BeforeAll
    static void changeEverythingAtOnce() throws Exception {
        long seed = Replicas.seed();
        replicas = Replicas.start(
                "mailbox.content.grace=0s",
                "mailbox.content.sweep-every=50ms",
                "mailbox.expunged.most=40",
                "mailbox.expunged.sweep-every=50ms",
                "db-scheduler.polling-interval=50ms");
        jdbc = replicas.jdbc();
        var ann = replicas.user("ann@busy.example", 0);
        replicas.user("bea@busy.example", 400);
        ann.getFirst().create("one");
        ann.getFirst().create("two");
        var ids = RandomUser.NAMES.stream().map(ann.getFirst()::id).toList();
        followers = ids.stream().map(id -> new MailboxFollower(ann, id)).toList();
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var following = followers.stream()
                    .map(follower -> threads.submit(() -> follower.follow(done)))
                    .toList();
            var clients = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                var client = new RandomUser(replicas, ann, ids, BOOKS, i, seed);
                clients.add(threads.submit(() -> client.change(CHANGES)));
            }
            await(clients);
            done.set(true);
            await(following);
        }
        replay = EventReplay.of(jdbc);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    private static void await(List<? extends Future<?>> tasks) throws ExecutionException, InterruptedException {
        for (var task : tasks) {
            task.get();
        }
    }

    @Test
    void noCallerHearsOfADeadlockOrAnyOtherFailure() {
        assertThat(BOOKS.failures).isEmpty();
        assertThat(BOOKS.refused.sum()).as("most changes were done").isLessThan(CLIENTS * CHANGES / 2);
    }

    @Test
    void noAnswerContradictsAnother() {
        assertThat(BOOKS.broken).isEmpty();
    }

    @Test // RFC 7162, 3.1
    void modificationSequencesOnlyGrowAndEachChangeIsFound() {
        assertThat(followers).allSatisfy(follower -> {
            assertThat(follower.broken()).isEmpty();
            assertThat(follower.view())
                    .as("what a client sees that only asks what changed")
                    .isEqualTo(follower.fresh());
        });
    }

    @Test // RFC 9051, 2.3.1.1
    void uidsOnlyGrowAndAreNeverUsedAgain() {
        assertThat(replay.broken()).isEmpty();
        assertThat(jdbc.sql("select name from mailbox group by account_id, uid_validity, name having count(*) > 1")
                        .query()
                        .listOfRows())
                .isEmpty();
        assertThat(jdbc.sql("""
                select m.name from mailbox m join message_now e on e.account_id = m.account_id and e.mailbox_id = m.id
                where e.uid >= m.uid_next or e.modseq > m.highest_modseq""").query().listOfRows()).isEmpty();
    }

    @Test
    void theEventsTellExactlyWhichMessagesThereAre() {
        assertThat(replay.messages())
                .isEqualTo(new TreeSet<>(jdbc.sql("select mailbox_id || ':' || uid from message")
                        .query(String.class)
                        .list()));
    }

    @Test
    void countersEqualARecount() {
        assertThat(jdbc.sql("""
                select m.name, m.messages, m.unseen, m.deleted, m.size, r.*
                from mailbox m, lateral (
                    select count(*) as messages, count(*) filter (where flags & 1 = 0) as unseen,
                        count(*) filter (where flags & 8 <> 0) as deleted, coalesce(sum(size), 0) as size
                    from message_now where account_id = m.account_id and mailbox_id = m.id) r
                where (m.messages, m.unseen, m.deleted, m.size) <> (r.messages, r.unseen, r.deleted, r.size)""").query().listOfRows()).isEmpty();
        assertThat(jdbc.sql("""
                select a.address, a.used_bytes, a.used_messages, r.* from account a, lateral (
                    select coalesce(sum(size), 0) as size, count(*) as messages
                    from message where account_id = a.id) r
                where (a.used_bytes, a.used_messages) <> (r.size, r.messages)
                    or a.quota_bytes > 0 and a.used_bytes > a.quota_bytes""").query().listOfRows()).isEmpty();
    }

    @Test // RFC 6851, 3.3
    void noMessageIsLostOrDoubled() {
        assertThat(jdbc.sql("select count(*) from message").query(Long.class).single())
                .as("messages that came less those that went; moving them changes nothing")
                .isEqualTo(BOOKS.messages.sum())
                .isEqualTo(jdbc.sql("select count(distinct unique_id) from message")
                        .query(Long.class)
                        .single());
    }

    @Test
    void noContentOfAMessageIsSweptAway() {
        assertThat(jdbc.sql("""
                select e.uid from message e left join content c on c.hash = e.content_hash
                where c.hash is null or c.body is null""").query().listOfRows()).isEmpty();
    }

    /** Whoever fails the compare-and-set tries again: if one change were lost, so would be a number. */
    @Test // RFC 7162, 3.1.3
    void aConditionalChangeNeverOverwritesAnother() throws Exception {
        var users = replicas.user("cas@busy.example", 0);
        users.getFirst().append("INBOX", "Subject: counter\r\n\r\n");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (int i = 0; i < 8; i++) {
                var user = users.get(i % 2);
                clients.add(threads.submit(() -> {
                    for (int n = 0; n < 10; n++) {
                        Counting.increment(user);
                    }
                }));
            }
            await(clients);
        }
        assertThat(Counting.count(users.getFirst())).isEqualTo(80);
    }
}
