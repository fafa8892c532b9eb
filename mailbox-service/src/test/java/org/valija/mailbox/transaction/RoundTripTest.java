package org.valija.mailbox.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.valija.testkit.Database;
import org.valija.testkit.TestPostgres;

/** Several statements at once, as PostgreSQL and its driver understand them. */
class RoundTripTest {

    private static final Database DATABASE = TestPostgres.database();

    private SingleConnectionDataSource connection;
    private JdbcTemplate jdbc;

    @BeforeEach
    void connect() {
        connection = new SingleConnectionDataSource(
                DATABASE.jdbcUrl() + (DATABASE.jdbcUrl().contains("?") ? '&' : '?') + "prepareThreshold=1",
                DATABASE.user(),
                DATABASE.password(),
                true);
        jdbc = new JdbcTemplate(connection);
        jdbc.execute("create temporary table word (n serial primary key, text text unique)");
    }

    @AfterEach
    void disconnect() {
        connection.destroy();
    }

    private List<String> words() {
        return jdbc.queryForList("select text from word order by n", String.class);
    }

    @Test
    void eachStatementSeesWhatThoseBeforeItDidAndRowsGoToTheirReaders() {
        for (int time = 1; time <= 7; time++) {
            var inserted = new ArrayList<String>();
            var counted = new ArrayList<Long>();
            new RoundTrip()
                    .query(
                            "insert into word (text) select unnest(?) returning text",
                            row -> inserted.add(row.getString(1)),
                            (Object) new String[] {"one " + time, "two " + time})
                    .update("set plan_cache_mode = force_generic_plan")
                    .update("update word set text = text || ? where text = ?", "!", "two " + time)
                    .then(new RoundTrip()
                            .query("select count(*), text from word group by text order by text", row -> {
                                counted.add(row.getLong(1));
                            })
                            .update("delete from word where text = ?", "one " + time))
                    .execute(jdbc);
            assertThat(inserted).containsExactly("one " + time, "two " + time);
            assertThat(counted).hasSize(time + 1).containsOnly(1L);
            assertThat(words()).hasSize(time).endsWith("two " + time + "!");
        }
    }

    @Test
    void rowsThatDoNotComeAreMissed() {
        var statements = new RoundTrip().query("insert into word (text) values ('one')", row -> {});
        assertThatThrownBy(() -> statements.execute(jdbc))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("insert into word");
    }

    @Test
    void whereOneFailsThoseAfterItAreNotRun() {
        var read = new ArrayList<Integer>();
        var statements = new RoundTrip()
                .update("insert into word (text) values (?)", "one")
                .update("insert into word (text) values (?)", "one")
                .query("insert into word (text) values (?) returning n", row -> read.add(row.getInt(1)), "two");
        assertThatThrownBy(() -> statements.execute(jdbc)).isInstanceOf(DuplicateKeyException.class);
        assertThat(read).isEmpty();
        assertThat(words()).isEmpty();
    }
}
