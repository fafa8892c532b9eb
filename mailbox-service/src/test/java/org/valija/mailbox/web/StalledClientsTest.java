package org.valija.mailbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.StallingClient;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.Eventually;
import org.valija.testkit.LargeMessage;
import org.valija.testkit.TestPostgres;

/** Whoever stops reading, or sending, keeps no connection to the database: others go on as if they were alone. */
class StalledClientsTest {

    /** More than there are connections. */
    private static final int STALLED = 40;

    private static final int LARGE = 3_000_000;

    private final List<StallingClient> stalled = new ArrayList<>();
    private MailboxServer server;
    private TestUser ann;
    private MailboxId inbox;

    @BeforeEach
    void start() throws IOException {
        server = MailboxServer.on(TestPostgres.database(), "spring.datasource.hikari.connection-timeout=5000");
        ann = TestUser.create(server, "ann@example.org", 0);
        inbox = ann.id("INBOX");
        deliverLarge();
    }

    @AfterEach
    void stop() throws IOException {
        for (var client : stalled) {
            client.close();
        }
        server.close();
    }

    private void deliverLarge() throws IOException {
        try (var content = LargeMessage.withAttachmentOf(LARGE)) {
            server.client().api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
                out.write(new Envelope("", List.of("ann@example.org"), "ESMTP", null, null, "trace"));
                out.writeFrom(content);
            }));
        }
    }

    private String messages() {
        return "/v1/accounts/%s/mailboxes/%s/messages".formatted(ann.account(), inbox);
    }

    private void stall(StallingClient client) {
        stalled.add(client);
    }

    /** Everything that others do with their mail. */
    private void assertEverythingGoesOn() throws IOException {
        long uid = ann.append("INBOX", "Subject: hello\r\n\r\n");
        assertThat(ann.flag(inbox, String.valueOf(uid), SystemFlag.SEEN)
                        .modified()
                        .isEmpty())
                .isTrue();
        assertThat(ann.expunge(inbox, "2").uids()).isNotNull();
        deliverLarge();
        assertThat(ann.open("INBOX").uids()).isNotNull();
    }

    @Test
    void readersOfContentThatStopReading() throws Exception {
        for (int i = 0; i < STALLED; i++) {
            stall(StallingClient.get(server, ann.token().value(), messages() + "/1/content"));
        }
        stalled.forEach(StallingClient::awaitFirstOctets);
        assertEverythingGoesOn();
    }

    @Test
    void fetchesThatStopReading() throws Exception {
        for (int i = 0; i < STALLED; i++) {
            stall(StallingClient.post(
                    server, ann.token().value(), messages() + "/fetch", """
                    {"uids": "1", "fields": ["FLAGS", "STRUCTURE"], "markSeen": true, "sections":
                        [{"path": [], "what": "CONTENT", "fields": []}]}""", "Accept: application/cbor-seq"));
        }
        stalled.forEach(StallingClient::awaitFirstOctets);
        assertEverythingGoesOn();
    }

    @Test
    void followersOfTheFeedThatStopReading() throws Exception {
        for (int i = 0; i < STALLED; i++) {
            stall(StallingClient.get(server, MailboxServer.ADMIN_KEY, "/v1/events"));
        }
        stalled.forEach(StallingClient::awaitFirstOctets);
        assertEverythingGoesOn();
    }

    @Test
    void sendersThatStopSending() throws Exception {
        // More than one chunk, so that each has begun to write
        var part = "x".repeat(600_000);
        for (int i = 0; i < STALLED; i++) {
            stall(StallingClient.upload(
                    server,
                    MailboxServer.ADMIN_KEY,
                    "/v1/deliveries?from=&to=ann@example.org",
                    "message/rfc822",
                    part,
                    5_000_000));
            stall(StallingClient.upload(
                    server,
                    ann.token().value(),
                    "/v1/accounts/" + ann.account() + "/messages?mailbox=INBOX",
                    "message/rfc822",
                    part,
                    5_000_000));
        }
        Eventually.eventually("all have begun to write", () -> uploads() == 2 * STALLED);
        assertEverythingGoesOn();
    }

    private long uploads() throws Exception {
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(distinct upload_id) from content_chunk"
                        + " where upload_id in (select id from upload)")) {
            row.next();
            return row.getLong(1);
        }
    }
}
