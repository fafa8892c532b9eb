package org.valija.suite.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class PostgresTest {

    private static final Path BINARIES = Path.of("target", "pgsql");

    private static final String PASSWORD = "password-of-the-test";

    private Path folder;

    @BeforeEach
    void newData(TestInfo test) throws IOException {
        folder =
                Path.of("target", "postgres", test.getTestMethod().orElseThrow().getName());
        FolderRemoval.remove(folder);
        Files.createDirectories(folder);
    }

    private Postgres start() {
        return Postgres.start(BINARIES, folder.resolve("data"), PASSWORD, folder.resolve("log"));
    }

    @Test
    void flushesBeforeItSaysCommitted() throws SQLException {
        try (var postgres = start()) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show server_version_num")).startsWith("18");
        }
    }

    @Test
    void isOpenOnlyToThisMachineAndWhoHasThePassword() throws SQLException {
        try (var postgres = start()) {
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "show unix_socket_directories")).isEmpty();
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void secondStartFindsTheData() throws SQLException {
        try (var first = start()) {
            execute(first, "create table letter (text text)", "insert into letter values ('dear')");
        }
        try (var second = start()) {
            assertThat(ask(second, "select text from letter")).isEqualTo("dear");
        }
    }

    @Test
    @SuppressWarnings("MustBeClosed") // the first is what a killed suite leaves behind
    void serverOfAKilledSuiteIsStopped() throws SQLException {
        var leftover = start();
        execute(leftover, "create table letter (text text)", "insert into letter values ('dear')");
        try (var second = start()) {
            assertThat(ask(second, "select text from letter")).isEqualTo("dear");
            assertThatThrownBy(() -> ask(leftover, "select 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void processIdThatBelongsToAnotherProgramByNowIsNoServer() throws IOException, SQLException {
        String whatItSaid;
        try (var first = start()) {
            execute(first, "create table letter (text text)", "insert into letter values ('dear')");
            whatItSaid = Files.readString(folder.resolve("data/postmaster.pid"));
        }
        long ours = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("data/postmaster.pid"), whatItSaid.replaceFirst("\\d+", String.valueOf(ours)));
        try (var second = start()) {
            assertThat(ask(second, "select text from letter")).isEqualTo("dear");
        }
    }

    @Test
    void initdbThatWasKilledIsBegunAgain() throws IOException, SQLException {
        Files.createDirectories(folder.resolve("data.new/base"));
        Files.writeString(folder.resolve("data.new/PG_VERSION"), "18\n");
        try (var postgres = start()) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    private static String ask(Postgres postgres, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), PASSWORD);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void execute(Postgres postgres, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), PASSWORD);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
