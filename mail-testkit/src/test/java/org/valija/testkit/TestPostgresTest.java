package org.valija.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @Test
    void everyCallerHasAnEmptyDatabaseOfItsOwn() throws SQLException {
        var one = TestPostgres.database();
        one.execute("create table mine (id int)");

        var other = TestPostgres.database();

        assertThat(query(other, "select count(*) from pg_tables where tablename = 'mine'"))
                .containsExactly("0");
        assertThat(query(other, "show server_version_num").getFirst()).startsWith("18");
        assertThat(query(other, "show server_encoding")).containsExactly("UTF8");
    }

    @Test
    void bothKindsOfServerSortAlike() throws SQLException {
        var database = TestPostgres.database();
        assertThat(query(database, "select x from (values ('b'), ('A'), ('a'), ('ä'), ('B')) t(x) order by x"))
                .containsExactly("A", "B", "a", "b", "ä");
        assertThat(query(database, "select upper('ä')")).containsExactly("Ä");
        database.execute("create extension pg_trgm");
    }

    @Test
    void aDurableOneKeepsWhatItCommittedWhenKilled() throws SQLException {
        try (var postgres = TestPostgres.durable()) {
            var database = postgres.database();
            assertThat(query(database, "show fsync")).containsExactly("on");
            assertThat(query(database, "show full_page_writes")).containsExactly("on");
            assertThat(query(database, "show synchronous_commit")).containsExactly("on");
            database.execute("create table kept (id int)");
            for (int round = 1; round <= 3; round++) {
                database.execute("insert into kept values (" + round + ")");
                try (var open = database.connect()) {
                    open.setAutoCommit(false);
                    open.createStatement().execute("insert into kept values (0)");
                    postgres.kill();
                }
                postgres.start();
            }
            assertThat(query(database, "select id from kept order by id")).containsExactly("1", "2", "3");
        }
    }

    private static List<String> query(Database database, String sql) throws SQLException {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
