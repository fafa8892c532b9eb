package org.valija.mailbox.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.InputStreamResource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.PostgresProxy;
import org.valija.mailbox.testing.PostgresProxy.Cut;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.Database;
import org.valija.testkit.TestPostgres;

/** The connection to the database breaks at COMMIT: what was done is called done, what was not is done again. */
class LostCommitTest {

    private static final Database DATABASE = TestPostgres.database();

    private static final String ALIVE_BYPASS = "com.zaxxer.hikari.aliveBypassWindowMs";

    private static PostgresProxy proxy;
    private static MailboxServer server;
    private static TestUser ann;

    @BeforeAll
    static void start() {
        // The pool looks whether a connection is alive each time that it hands one out
        System.setProperty(ALIVE_BYPASS, "0");
        proxy = new PostgresProxy(DATABASE);
        server = MailboxServer.on(
                proxy.database(),
                "mailbox.transaction.outcome-patience=2s",
                "spring.datasource.hikari.connection-timeout=1000");
        ann = TestUser.create(server, "ann@example.org", 0);
        ann.create("other");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        proxy.close();
        System.clearProperty(ALIVE_BYPASS);
    }

    private static DeliveryReport deliver(String subject) {
        var content = ("Subject: " + subject + "\r\n\r\ntext\r\n").getBytes(StandardCharsets.US_ASCII);
        return server.client()
                .api(DeliveriesApi.class)
                .deliver("", List.of("ann@example.org"), new InputStreamResource(new ByteArrayInputStream(content)));
    }

    private static void assertStoredOnce(String subject, int cutsBefore) throws SQLException {
        assertThat(proxy.cuts()).as("connections cut at COMMIT").isEqualTo(cutsBefore + 1);
        assertThat(stored(subject)).isEqualTo(1);
    }

    private static int stored(String subject) throws SQLException {
        try (var connection = DATABASE.connect();
                var statement =
                        connection.prepareStatement("select count(*) from message where upper(subject) = upper(?)")) {
            statement.setString(1, subject);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Test
    void aDeliveryWhoseCommitWasDoneAndNotAnsweredIsDelivered() throws Exception {
        int cuts = proxy.cuts();
        proxy.cut(Cut.AFTER_COMMIT, "lost answer");
        assertThat(deliver("lost answer").recipients()).allMatch(recipient -> recipient.refusal() == null);
        assertStoredOnce("lost answer", cuts);
    }

    @Test
    void aDeliveryWhoseCommitNeverArrivedIsDoneAgain() throws Exception {
        int cuts = proxy.cuts();
        proxy.cut(Cut.BEFORE_COMMIT, "lost question");
        assertThat(deliver("lost question").recipients()).allMatch(recipient -> recipient.refusal() == null);
        assertStoredOnce("lost question", cuts);
    }

    @Test
    void anAppendWhoseCommitWasDoneAndNotAnsweredTellsItsUid() throws Exception {
        int cuts = proxy.cuts();
        proxy.cut(Cut.AFTER_COMMIT, "lost append");
        long uid = ann.append("INBOX", "Subject: lost append\r\n\r\n");
        assertStoredOnce("lost append", cuts);
        proxy.cut(Cut.AFTER_COMMIT, "other");
        assertThat(ann.move(ann.id("INBOX"), String.valueOf(uid), "other")
                        .uids()
                        .size())
                .isEqualTo(1);
        assertStoredOnce("lost append", cuts + 1);
    }

    @Test
    void nobodyIsToldWhatNobodyKnows() throws Exception {
        proxy.cutForGood(Cut.AFTER_COMMIT, "lost database");
        assertThatThrownBy(() -> deliver("lost database")).isInstanceOf(MailboxException.Unavailable.class);
        assertThat(stored("lost database")).isEqualTo(1);
        proxy.cut(Cut.AFTER_COMMIT, "no such text");
    }
}
