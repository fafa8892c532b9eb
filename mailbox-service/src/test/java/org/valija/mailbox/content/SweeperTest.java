package org.valija.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Corpus;
import org.valija.testkit.LargeMessage;
import org.valija.testkit.TestPostgres;

/** What nothing refers to goes, and nothing else. */
class SweeperTest {

    private static MailboxServer server;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), "mailbox.content.grace=1h");
        server.createAccount("ann@example.org", "correct horse");
        server.createAccount("bea@example.org", "correct horse");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** As if everything that happened had happened long ago. */
    private static void sweepLater() {
        server.database().execute("update content_candidate set since = since - interval '2 hours'");
        server.runJob("sweep-content");
    }

    @Test
    void contentGoesWithItsLastMessageAfterTheGracePeriod() throws IOException {
        deliver(Corpus.named("plain-ascii").open(), "ann@example.org", "bea@example.org");
        deliver(LargeMessage.withAttachmentOf(500_000), "ann@example.org");
        deliver(LargeMessage.withAttachmentOf(500_001), "bea@example.org");
        assertThat(count("content")).isEqualTo(3);
        expungeAllOf("ann@example.org");
        assertThat(server.runJob("sweep-content").done()).isZero();
        assertThat(count("content")).isEqualTo(3);
        sweepLater();
        assertThat(count("content")).isEqualTo(2);
        assertThat(count("content_chunk where upload_id not in"
                        + " (select upload_id from content where upload_id is not null)"))
                .isZero();
        var bea = server.login("bea@example.org", "correct horse").account();
        server.client().api(AccountsApi.class).delete(bea, true);
        sweepLater();
        assertThat(count("content")).isZero();
        assertThat(count("content_chunk")).isZero();
        assertThat(count("content_candidate")).isZero();
    }

    @Test
    void contentThatLostAnotherReferenceSinceHasItsGracePeriodAnew() throws IOException {
        deliver(Corpus.named("plain-ascii").open(), "ann@example.org");
        expungeAllOf("ann@example.org");
        server.database().execute("update content_candidate set since = since - interval '2 hours'");
        deliver(Corpus.named("plain-ascii").open(), "ann@example.org");
        server.runJob("sweep-content");
        assertThat(count("content")).isEqualTo(1);
        expungeAllOf("ann@example.org");
        server.runJob("sweep-content");
        assertThat(count("content")).isEqualTo(1);
        sweepLater();
        assertThat(count("content")).isZero();
    }

    @Test
    void whatTheDatabaseHasNoNoteOfIsFoundByLookingThroughAll() throws IOException {
        deliver(Corpus.named("plain-ascii").open(), "ann@example.org");
        expungeAllOf("ann@example.org");
        server.database().execute("delete from content_candidate");
        sweepLater();
        assertThat(count("content")).isEqualTo(1);
        assertThat(server.runJob("find-unreferenced-content").message()).isEqualTo("1 found");
        sweepLater();
        assertThat(count("content")).isZero();
    }

    @Test
    void uploadsThatBrokeOffGoAfterTheirTime() {
        server.database().execute("""
                insert into upload (id, started_at) values
                    ('00000000-0000-0000-0000-000000000001', now() - interval '7 hours'),
                    ('00000000-0000-0000-0000-000000000002', now())""");
        server.database()
                .execute("insert into content_chunk (upload_id, start_offset, data) select id, 0, 'x' from upload");
        server.runJob("remove-broken-uploads");
        assertThat(count("upload")).isEqualTo(1);
        assertThat(count("content_chunk where upload_id = '00000000-0000-0000-0000-000000000002'"))
                .isEqualTo(1);
        server.database().execute("delete from content_chunk where upload_id in (select id from upload)");
        server.database().execute("delete from upload");
    }

    private static void deliver(InputStream content, String... recipients) throws IOException {
        var envelope = new Envelope("", List.of(recipients), "ESMTP", null, null, "trace");
        try (content) {
            server.client().api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
                out.write(envelope);
                out.writeFrom(content);
            }));
        }
    }

    private static void expungeAllOf(String address) {
        server.database()
                .execute("delete from message where account_id = (select id from account where address = '" + address
                        + "')");
    }

    private static long count(String table) {
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
