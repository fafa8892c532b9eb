package org.valija.mailbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.valija.testkit.TestPostgres;

/** A database whose messages had their flags changed before {@code flags_change} was there. */
class FlagsChangesMigrationTest {

    private final DriverManagerDataSource source;
    private final JdbcClient jdbc;

    FlagsChangesMigrationTest() {
        var database = TestPostgres.database();
        source = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        jdbc = JdbcClient.create(source);
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(source)
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }

    private List<Long> changedSince(long modseq) {
        return jdbc.sql("select uid from changed_since(1, 1, ?) order by uid")
                .param(modseq)
                .query(Long.class)
                .list();
    }

    @Test
    void tellsWhatChangedBefore() {
        migrateTo("21");
        jdbc.sql("insert into domain (name) values ('changes.example')").update();
        jdbc.sql("""
                insert into account (id, address, display_address, domain, iterations, salt, stored_key, server_key)
                overriding system value
                values (1, 'ann@changes.example', 'ann@changes.example', 'changes.example', 1, '', '', '')""").update();
        jdbc.sql("insert into mailbox (account_id, id, name, uid_next, highest_modseq) values (1, 1, 'INBOX', 4, 9)")
                .update();
        jdbc.sql("""
                insert into message_flags (account_id, mailbox_id, uid, modseq, flags, keywords)
                values (1, 1, 1, 9, 1, '{}'), (1, 1, 2, 3, 8, '{}'), (1, 1, 3, 4, 0, '{work}')""").update();

        migrateTo("22");

        assertThat(changedSince(0)).containsExactly(1L, 2L, 3L);
        assertThat(changedSince(3)).containsExactly(1L, 3L);
        assertThat(changedSince(8)).containsExactly(1L);
        assertThat(changedSince(9)).isEmpty();
        assertThat(jdbc.sql("select uid from message_flags where unseen order by uid")
                        .query(Long.class)
                        .list())
                .containsExactly(2L, 3L);
        assertThat(jdbc.sql("select uid from message_flags where deleted")
                        .query(Long.class)
                        .list())
                .containsExactly(2L);
        // As a replica of the version before does
        jdbc.sql("update message_flags set flags = 0, modseq = 10 where uid = 2")
                .update();
        assertThat(changedSince(9)).containsExactly(2L);
    }
}
