package org.valija.mailbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveryBatchReport;
import org.valija.mailbox.api.delivery.DeliveryBatchesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SourceException;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.TestPostgres;

/** Many messages in one call. */
class DeliveryBatchesTest {

    private static MailboxServer server;
    private static DeliveryBatchesApi batches;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), "mailbox.content.max-size=1MB");
        batches = server.client(ServiceName.SMTP).api(DeliveryBatchesApi.class);
        var database = server.database();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
        server.createAccount("ann@example.org", "correct horse");
        server.createAccount("bob@example.org", "correct horse");
        server.createAccount("full@example.org", "correct horse", 10);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Message(String content, List<String> recipients) {

        static Message to(String subject, String... recipients) {
            return new Message("Subject: " + subject + "\r\n\r\n", List.of(recipients));
        }

        Envelope envelope() {
            return new Envelope("", recipients, "ESMTP", null, null, "trace");
        }
    }

    @Test
    void everyMessageIsAnsweredAlone() {
        var report = deliver(List.of(
                Message.to("alone 1", "ann@example.org", "bob@example.org"),
                Message.to("alone 2", "nobody@example.org"),
                Message.to("alone 3"),
                new Message("Subject: alone 4\r\n\r\n" + "x".repeat(1_100_000), List.of("ann@example.org")),
                Message.to("alone 5", "full@example.org", "ann@example.org")));
        assertThat(report.messages())
                .map(item -> type(item.refusal()))
                .containsExactly(null, null, ProblemType.INVALID, ProblemType.TOO_LARGE, null);
        assertThat(report.messages().get(1).report().recipients())
                .map(it -> type(it.refusal()))
                .containsExactly(ProblemType.NOT_FOUND);
        assertThat(report.messages().get(4).report().recipients())
                .map(it -> type(it.refusal()))
                .containsExactly(ProblemType.OVER_QUOTA, null);
        assertThat(subjects("alone")).containsExactly("alone 1", "alone 1", "alone 5");
    }

    @Test
    void asManyAsABatchTakesAreThereInTheirOrder() {
        var messages = new ArrayList<Message>();
        for (int i = 0; i < 128; i++) {
            messages.add(Message.to("many %03d".formatted(i), "ann@example.org"));
        }
        assertThat(deliver(messages).messages()).hasSize(128).allMatch(item -> item.refusal() == null);
        assertThat(subjects("many")).hasSize(128).isSorted();
    }

    @Test
    void batchThatBreaksOffLeavesNothing() {
        var content = new FailingInput(new ByteArrayInputStream(new byte[1000]), 500);
        var begun = Message.to("begun", "ann@example.org");
        assertThatThrownBy(() -> batches.deliver(CborSequence.of(out -> {
                    out.write(begun.envelope());
                    out.write(begun.content.getBytes(StandardCharsets.US_ASCII));
                    out.write(begun.envelope());
                    out.writeFrom(content);
                })))
                .isInstanceOf(SourceException.class);
        assertThatThrownBy(() -> batches.deliver(CborSequence.of(out -> {
                    out.write(begun.envelope());
                    out.write(begun.content.getBytes(StandardCharsets.US_ASCII));
                    out.write(begun.envelope());
                })))
                .isInstanceOf(MailboxException.Invalid.class);
        assertThat(subjects("begun")).isEmpty();
    }

    @Test
    void batchOverTheLimitsIsRefusedAsAWhole() {
        assertThatThrownBy(() -> deliver(List.of())).isInstanceOf(MailboxException.Invalid.class);
        var many = new ArrayList<Message>();
        for (int i = 0; i < 129; i++) {
            many.add(Message.to("over", "ann@example.org"));
        }
        assertThatThrownBy(() -> deliver(many)).isInstanceOf(MailboxException.Invalid.class);
        var large = new ArrayList<Message>();
        for (int i = 0; i < 9; i++) {
            large.add(new Message("Subject: over\r\n\r\n" + "x".repeat(1_000_000), List.of("ann@example.org")));
        }
        assertThatThrownBy(() -> deliver(large)).isInstanceOf(MailboxException.TooLarge.class);
        assertThat(subjects("over")).isEmpty();
        assertThat(jdbc.sql("select count(*) from upload").query(Long.class).single())
                .isZero();
    }

    private static DeliveryBatchReport deliver(List<Message> messages) {
        return batches.deliver(CborSequence.of(out -> {
            for (var message : messages) {
                out.write(message.envelope());
                out.write(message.content.getBytes(StandardCharsets.US_ASCII));
            }
        }));
    }

    /** Of all messages whose subject begins with a word, in the order of their UIDs. */
    private static List<String> subjects(String word) {
        return jdbc.sql("select lower(subject) from message where lower(subject) like ? order by uid, account_id")
                .param(word + "%")
                .query(String.class)
                .list();
    }

    private static @Nullable ProblemType type(@Nullable Problem problem) {
        return problem == null ? null : ProblemType.of(ProblemType.toException(problem));
    }
}
