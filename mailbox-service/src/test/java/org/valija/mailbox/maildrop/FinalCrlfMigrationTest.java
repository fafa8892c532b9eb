package org.valija.mailbox.maildrop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.valija.testkit.TestPostgres;

/** Messages that were stored before {@code message.final_crlf} was there, wherever their last octets are kept. */
class FinalCrlfMigrationTest {

    private static final String BEFORE = "7";
    private static final String WITH = "8";

    private final JdbcClient jdbc;
    private final Flyway toTheOld;
    private final Flyway toTheNew;
    private long uid;

    FinalCrlfMigrationTest() {
        var database = TestPostgres.database();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        toTheOld = migration(source, BEFORE);
        toTheNew = migration(source, WITH);
        // One connection: it is to keep the role that leaves accounts and mailboxes out
        jdbc = JdbcClient.create(
                new SingleConnectionDataSource(database.jdbcUrl(), database.user(), database.password(), true));
    }

    private static Flyway migration(DriverManagerDataSource source, String target) {
        return Flyway.configure()
                .dataSource(source)
                .target(MigrationVersion.fromVersion(target))
                .load();
    }

    @Test
    void tellsWhetherEachMessageEndsWithCrlf() {
        toTheOld.migrate();
        jdbc.sql("set session_replication_role = replica").update();
        small("a: b\r\n\r\n", "text\r\n");
        small("a: b\r\n\r\n", "text");
        small("a: b\r\n\r\n", "");
        small("a: b\r\n", "");
        small("a: b", "");
        small("a: b\r", "\n");
        small("", "\n");
        small("", "");
        chunks("text\r\n", "more\r\n");
        chunks("text\r\n", "more");
        chunks("text\r", "\n");
        chunks("text\r\n", "\n");

        toTheNew.migrate();

        assertThat(jdbc.sql("select uid, final_crlf from message order by uid")
                        .query((row, _) -> Map.entry(row.getLong("uid"), row.getBoolean("final_crlf")))
                        .list())
                .containsExactly(
                        Map.entry(1L, true),
                        Map.entry(2L, false),
                        Map.entry(3L, true),
                        Map.entry(4L, true),
                        Map.entry(5L, false),
                        Map.entry(6L, true),
                        Map.entry(7L, false),
                        // An empty message is sent as nothing: there is no line to end
                        Map.entry(8L, true),
                        Map.entry(9L, true),
                        Map.entry(10L, false),
                        Map.entry(11L, true),
                        Map.entry(12L, false));
    }

    private void small(String header, String body) {
        content(header.length() + body.length(), header, body.getBytes(US_ASCII), null);
    }

    private void chunks(String... chunks) {
        var upload = UUID.randomUUID();
        long offset = 0;
        for (var chunk : chunks) {
            jdbc.sql("insert into content_chunk (upload_id, start_offset, data) values (?, ?, ?)")
                    .params(upload, offset, chunk.getBytes(US_ASCII))
                    .update();
            offset += chunk.length();
        }
        content(offset, "", null, upload);
    }

    private void content(long size, String header, byte @Nullable [] body, @Nullable UUID upload) {
        uid++;
        byte[] hash = Long.toString(uid).getBytes(US_ASCII);
        jdbc.sql("insert into content (hash, size, header, body, upload_id) values (?, ?, ?, ?, ?)")
                .param(hash)
                .param(size)
                .param(header.getBytes(US_ASCII))
                .param(body)
                .param(upload)
                .update();
        jdbc.sql("""
                insert into message (account_id, mailbox_id, uid, modseq, content_hash, size, internal_date, save_date,
                    thread_id, envelope, structure)
                values (1, 1, ?, 1, ?, ?, now(), now(), 'T', '', '')
                """).params(uid, hash, size).update();
    }
}
