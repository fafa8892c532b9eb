package org.valija.mailbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Database;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/** What was called delivered is there after PostgreSQL was killed, once. */
class DurabilityTest {

    private static final int CLIENTS = 16;
    private static final String ADDRESS = "ann@example.org";

    @Test
    void everythingAcknowledgedSurvivesTheDatabaseBeingKilled() throws Exception {
        try (var postgres = TestPostgres.durable();
                var server =
                        MailboxServer.on(postgres.database(), "spring.datasource.hikari.connection-timeout=1000")) {
            server.createAccount(ADDRESS, "correct horse");
            var deliveries = server.client().api(DeliveriesApi.class);
            Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
            var numbers = new AtomicInteger();
            var enough = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    threads.submit(() -> {
                        while (!enough.get()) {
                            var subject = "message " + numbers.incrementAndGet();
                            if (isDelivered(deliveries, subject)) {
                                acknowledged.add(subject);
                            }
                        }
                    });
                }
                Eventually.eventually("mail flows", () -> acknowledged.size() > 200);
                postgres.kill();
                int before = acknowledged.size();
                postgres.start();
                Eventually.eventually("mail flows again", () -> acknowledged.size() > before + 200);
                enough.set(true);
            }
            var found = subjects(postgres.database());
            assertThat(acknowledged)
                    .allSatisfy(subject ->
                            assertThat(found.get(subject)).as(subject).isEqualTo(1));
        }
    }

    private static boolean isDelivered(DeliveriesApi deliveries, String subject) {
        var envelope = new Envelope("", List.of(ADDRESS), "ESMTP", null, null, "trace");
        var content = ("Subject: " + subject + "\r\n\r\ntext\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            var report = deliveries.deliver(CborSequence.of(out -> {
                out.write(envelope);
                out.write(content);
            }));
            return report.recipients().getFirst().refusal() == null;
        } catch (MailboxException.Unavailable _) {
            return false;
        }
    }

    private static Map<String, Integer> subjects(Database database) throws SQLException {
        var found = new HashMap<String, Integer>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select lower(subject) from message")) {
            while (row.next()) {
                found.merge(row.getString(1), 1, Integer::sum);
            }
        }
        return found;
    }
}
