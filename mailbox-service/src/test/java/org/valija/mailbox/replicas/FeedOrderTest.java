package org.valija.mailbox.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.InputStreamResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.StallingClient;
import org.valija.mailbox.testing.TestUser;

/**
 * Readers of the feed, at two replicas, that leave and come back again and again, while transactions overlap and a replica
 * stops and starts: each event is seen once, and all see the order of the commits.
 */
class FeedOrderTest {

    private static final int WRITERS = 6;
    private static final int CHANGES = 80;
    private static final int READERS = 6;
    private static final List<String> ADDRESSES = List.of("ann@feed.example", "bea@feed.example", "cid@feed.example");

    /** An event as it stands in the feed; heartbeats have no data. */
    private static final Pattern DATA = Pattern.compile("data: \\{\"specversion\":\"1.0\",\"id\":\"([^\"]+)\"");

    private static Replicas replicas;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        replicas = Replicas.start("mailbox.events.heartbeat=200ms", "mailbox.events.poll=100ms");
        jdbc = replicas.jdbc();
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void everyReaderSeesEachEventOnceAndInTheOrderOfTheCommits() throws Exception {
        long seed = Replicas.seed();
        var users = ADDRESSES.stream()
                .map(address -> TestUser.create(replicas.first(), address, 0))
                .toList();
        var start = lastPlace();
        var done = new AtomicBoolean();
        var end = new AtomicReference<String>();
        var read = new ArrayList<Future<List<String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < READERS; i++) {
                var reader = new ResumingReader(replicas, start, seed + i, i % 2 == 0);
                read.add(threads.submit(() -> reader.readUntil(end)));
            }
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                var random = new Random(seed - i);
                writers.add(threads.submit(() -> write(users, random)));
            }
            var holding = new ArrayList<Future<?>>();
            for (int i = 1; i <= 3; i++) {
                var random = new Random(seed - WRITERS - i);
                holding.add(threads.submit(() -> {
                    holdBack(random, done);
                    return null;
                }));
            }
            replicas.second().stop();
            replicas.second().start();
            await(writers);
            done.set(true);
            await(holding);
            end.set(lastPlace());
        }
        var written = jdbc.sql("""
                        select transaction || '-' || seq from event
                        where (transaction, seq) > (split_part(:start, '-', 1)::xid8, split_part(:start, '-', 2)::bigint)
                        order by transaction, seq""").param("start", start).query(String.class).list();
        for (var ids : read) {
            assertThat(ids.get()).isEqualTo(written);
        }
        assertThat(EventReplay.of(jdbc).broken()).isEmpty();
        assertThat(jdbc.sql("""
                        select count(*) from (
                            select seq < lag(seq) over (order by transaction, seq) as earlier from event) e
                        where earlier""").query(Long.class).single())
                .as("places where the order is not that of the numbers, so that transactions did overlap")
                .isPositive();
    }

    @Test
    void aReaderThatFallsBehindTheFloorIsCutOffAndNotLedOn() throws Exception {
        replicas.database()
                .execute("create table event_20200101 partition of event"
                        + " for values from ('2020-01-01') to ('2020-01-02')");
        replicas.database().execute("""
                insert into event (transaction, time, type, data)
                select '4', '2020-01-01 12:00Z', 'org.valija.account.changed', jsonb_build_object(
                    'account', 1, 'change', 'created', 'address', repeat('x', 1000)) from generate_series(1, 50000)""");
        var old = jdbc.sql("select transaction || '-' || seq from event where time < '2020-01-02' order by seq")
                .query(String.class)
                .list();
        // What it holds in memory begins later now
        replicas.first().stop();
        replicas.first().start();
        try (var reader =
                StallingClient.get(replicas.first(), MailboxServer.ADMIN_KEY, "/v1/events", "Last-Event-ID: 4-0")) {
            // What comes does not fit in the buffers of this connection, so the service waits for the reader
            reader.awaitOctets(2000);
            replicas.first().runJob("event-partitions");
            assertThat(jdbc.sql("select to_regclass('event_20200101') is null")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            var ids = DATA.matcher(reader.readToTheEnd())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(ids).isNotEmpty().hasSizeLessThan(50_000).isEqualTo(old.subList(0, ids.size()));
        }
        var raw = new RawHttp(replicas.second().url(), MailboxServer.ADMIN_KEY);
        var resumed = raw.send(
                raw.request("/v1/events").header("Last-Event-ID", old.get(1)).build());
        assertThat(resumed.status()).isEqualTo(410);
    }

    private static void await(List<Future<?>> tasks) throws Exception {
        for (var task : tasks) {
            task.get();
        }
    }

    private static String lastPlace() {
        return jdbc.sql("select transaction || '-' || seq from event order by transaction desc, seq desc limit 1")
                .query(String.class)
                .single();
    }

    private static void write(List<TestUser> users, Random random) {
        var deliveries = replicas.first().client().api(DeliveriesApi.class);
        for (int i = 0; i < CHANGES; i++) {
            var user = users.get(random.nextInt(users.size()));
            switch (random.nextInt(4)) {
                // The locks of several accounts: PostgreSQL hands out the transaction's id with the first
                case 0, 1 -> deliveries.deliver("", ADDRESSES.subList(random.nextInt(2), 3), message());
                case 2 -> user.append("INBOX", "Subject: appended\r\n\r\n");
                default -> deliveries.deliver("", ADDRESSES.subList(0, 1), message());
            }
        }
    }

    private static InputStreamResource message() {
        return new InputStreamResource(
                new ByteArrayInputStream("Subject: hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Writes events, and commits them late, after others that have begun later, or not at all. */
    private static void holdBack(Random random, AtomicBoolean done) throws SQLException, InterruptedException {
        try (var connection = replicas.database().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!done.get()) {
                for (int i = 0; i < 3; i++) {
                    statement.execute("""
                            insert into event (type, data) values ('org.valija.account.changed',
                                '{"account": 1, "change": "created", "address": "late"}')""");
                    Thread.sleep(random.nextInt(20));
                }
                if (random.nextInt(3) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        }
    }
}
