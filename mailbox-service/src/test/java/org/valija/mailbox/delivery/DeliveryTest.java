package org.valija.mailbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.InputStreamResource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SourceException;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Eventually;
import org.valija.testkit.LargeMessage;
import org.valija.testkit.TestPostgres;

/** Deliveries, one by one and many at a time. */
class DeliveryTest {

    private static MailboxServer server;
    private static DeliveriesApi deliveries;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), "mailbox.content.max-size=4MB");
        deliveries = server.client(ServiceName.SMTP).api(DeliveriesApi.class);
        server.createAccount("full@example.org", "correct horse", 1_000);
        for (int i = 0; i < 5; i++) {
            server.createAccount("user" + i + "@example.org", "correct horse");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRecipientIsAnsweredAlone() {
        long before = count("message");
        var report = deliver(
                message("to some", 2_000),
                "user0@example.org",
                "nobody@example.org",
                "full@example.org",
                "USER1@EXAMPLE.org",
                "user0@example.org",
                "ann@elsewhere.example");
        assertThat(report.recipients().stream().map(it -> it.refusal()).map(DeliveryTest::type))
                .containsExactly(
                        null, ProblemType.NOT_FOUND, ProblemType.OVER_QUOTA, null, null, ProblemType.NOT_FOUND);
        // One for each of the two accounts, however many recipients led there
        assertThat(count("message") - before).isEqualTo(2);
    }

    @Test
    void quotaIsNeverExceededHoweverManyComeAtOnce() throws Exception {
        server.createAccount("tight@example.org", "correct horse", 10_000);
        var tasks = new ArrayList<Callable<DeliveryReport>>();
        for (int i = 0; i < 40; i++) {
            var content = message("tight " + i, 1_000);
            tasks.add(() -> deliver(content, "tight@example.org"));
        }
        var delivered = atOnce(tasks).stream()
                .filter(report -> report.recipients().getFirst().refusal() == null)
                .count();
        assertThat(delivered).isEqualTo(10);
        assertThat(number("select used_bytes from account where address = 'tight@example.org'"))
                .isEqualTo(10_000);
    }

    @Test
    void manyAtOnceAreAllThereOnceAndCounted() throws Exception {
        var tasks = new ArrayList<Callable<DeliveryReport>>();
        for (int i = 0; i < 300; i++) {
            var content = message("many " + i, 500);
            var first = "user" + i % 5 + "@example.org";
            var second = "user" + (i + 2) % 5 + "@example.org";
            tasks.add(() -> deliver(content, first, second));
        }
        assertThat(atOnce(tasks))
                .allSatisfy(
                        report -> assertThat(report.recipients()).allMatch(recipient -> recipient.refusal() == null));
        assertThat(number("select count(*) from message where lower(subject) like 'many %'"))
                .isEqualTo(600);
        assertThat(
                        number(
                                "select count(distinct (content_hash, account_id)) from message where lower(subject) like 'many %'"))
                .isEqualTo(600);
        assertThat(number("""
                select count(*) from mailbox b join lateral (
                    select count(*) as messages, coalesce(sum(size), 0) as size, coalesce(max(uid), 0) as uid from message m
                    where m.account_id = b.account_id and m.mailbox_id = b.id) m on true
                where b.messages <> m.messages or b.unseen <> m.messages or b.size <> m.size or b.uid_next <= m.uid""")).isZero();
        assertThat(number("""
                select count(*) from account a where used_bytes <>
                    (select coalesce(sum(size), 0) from message m where m.account_id = a.id)""")).isZero();
        assertThat(number("select count(*) from event where type like '%message.delivered'"))
                .isEqualTo(number("select count(*) from message"));
    }

    @Test
    void messageThatTheDatabaseRefusesDoesNotHarmTheOthers() throws Exception {
        server.database()
                .execute("alter table message add constraint cursed check (lower(subject) <> 'cursed') not valid");
        try {
            var tasks = new ArrayList<Callable<Object>>();
            for (int i = 0; i < 64; i++) {
                var content = message(i % 16 == 7 ? "cursed" : "blessed " + i, 300 + i);
                tasks.add(() -> {
                    try {
                        return deliver(content, "user3@example.org");
                    } catch (MailboxException e) {
                        return e;
                    }
                });
            }
            var answers = atOnce(tasks);
            assertThat(answers.stream().filter(MailboxException.Unavailable.class::isInstance))
                    .hasSize(4);
            assertThat(answers.stream().filter(DeliveryReport.class::isInstance))
                    .hasSize(60);
            assertThat(number("select count(*) from message where lower(subject) like 'blessed %'"))
                    .isEqualTo(60);
        } finally {
            server.database().execute("alter table message drop constraint cursed");
        }
    }

    @Test
    void sameContentIsStoredOnce() throws Exception {
        long before = count("content");
        long chunks = count("content_chunk");
        var tasks = new ArrayList<Callable<DeliveryReport>>();
        for (int i = 0; i < 10; i++) {
            var recipient = "user" + i % 5 + "@example.org";
            tasks.add(() -> deliver(() -> LargeMessage.withAttachmentOf(600_000, 42), recipient));
            tasks.add(() -> deliver(message("twins", 5_000), recipient));
        }
        atOnce(tasks);
        assertThat(count("content") - before).isEqualTo(2);
        Eventually.eventually("uploads are gone", () -> count("upload") == 0);
        long size = number("select size from content where upload_id is not null order by size desc limit 1");
        assertThat(count("content_chunk") - chunks).isEqualTo((size + 262_143) / 262_144);
    }

    @Test
    void whatIsTooLargeIsRefusedAndLeavesNothing() {
        long before = count("content_chunk");
        assertThatThrownBy(() -> deliver(() -> LargeMessage.withAttachmentOf(4_000_000, 1), "user0@example.org"))
                .isInstanceOf(MailboxException.TooLarge.class);
        assertThat(count("upload")).isZero();
        assertThat(count("content_chunk")).isEqualTo(before);
    }

    @Test
    void whatBreaksOffLeavesNothing() {
        long messages = count("message");
        long chunks = count("content_chunk");
        var content = new FailingInput(LargeMessage.withAttachmentOf(2_000_000, 9), 1_500_000);
        assertThatThrownBy(() -> deliver(() -> content, "user0@example.org")).isInstanceOf(SourceException.class);
        Eventually.eventually("uploads are gone", () -> count("upload") == 0 && count("content_chunk") == chunks);
        assertThat(count("message")).isEqualTo(messages);
    }

    @Test
    void peopleDeliverAFile() throws Exception {
        var content = new InputStreamResource(new ByteArrayInputStream(message("by hand", 100)));
        var report = deliveries.deliver("", List.of("user4@example.org"), content);
        assertThat(report.recipients().getFirst().refusal()).isNull();
        assertThat(number("select count(*) from message where lower(subject) = 'by hand'"))
                .isEqualTo(1);
    }

    private interface Source {
        InputStream open() throws Exception;
    }

    private static DeliveryReport deliver(Source source, String... recipients) throws Exception {
        var envelope = new Envelope("bob@example.com", List.of(recipients), "ESMTP", "192.0.2.1", null, "trace");
        try (var content = source.open()) {
            return deliveries.deliver(CborSequence.of(out -> {
                out.write(envelope);
                out.writeFrom(content);
            }));
        }
    }

    private static DeliveryReport deliver(byte[] content, String... recipients) {
        var envelope = new Envelope("bob@example.com", List.of(recipients), "ESMTP", "192.0.2.1", null, "trace");
        return deliveries.deliver(CborSequence.of(out -> {
            out.write(envelope);
            out.write(content);
        }));
    }

    /** A message of exactly so many octets. */
    private static byte[] message(String subject, int size) {
        var header = "Subject: " + subject + "\r\n\r\n";
        return (header + "x".repeat(size - header.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
        }
        return results;
    }

    private static ProblemType type(Problem problem) {
        return problem == null ? null : ProblemType.of(ProblemType.toException(problem));
    }

    private static long count(String table) {
        return number("select count(*) from " + table);
    }

    private static long number(String sql) {
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
