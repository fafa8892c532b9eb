package org.valija.mailbox.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.TestPostgres;

/** Replicas of two versions share a database while one is replaced by the other: docs/operations.md, Upgrades. */
class MigrationsTest {

    /** What a service of the version before, which knows nothing of it, would stumble over. */
    private static final Pattern CONTRACTS = Pattern.compile(
            "\\bdrop\\s+(table|column|type|view|function)\\b|\\brename\\s|\\balter\\s+column\\s+\\w+\\s+(set\\s+data\\s+)?type\\b"
                    + "|\\bset\\s+not\\s+null\\b"
                    + "|\\badd\\s+column\\s+(?![^,;]*\\bdefault\\b)(?![^,;]*\\bgenerated\\b)[^,;]*\\bnot\\s+null\\b",
            Pattern.CASE_INSENSITIVE);
    /** Says why a statement may stand there all the same. */
    private static final String ALLOWED = "-- contract:";

    @Test
    void migrationsOnlyAddToWhatIsThere() throws IOException {
        var found = new ArrayList<String>();
        for (var migration : new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql")) {
            found.addAll(contractions(migration));
        }
        assertThat(found)
                .as("statements that need a line '%s why' before them, and a version that no longer uses it", ALLOWED)
                .isEmpty();
    }

    private static List<String> contractions(Resource migration) throws IOException {
        var found = new ArrayList<String>();
        for (var statement :
                migration.getContentAsString(StandardCharsets.UTF_8).split(";")) {
            var words = statement.replaceAll("(?m)--(?! contract:).*$", "");
            if (!words.contains(ALLOWED) && CONTRACTS.matcher(words).find()) {
                found.add(migration.getFilename() + ":" + words);
            }
        }
        return found;
    }

    @Test
    void theGuardSeesWhatWouldBreakTheVersionBefore() {
        assertThat(List.of(
                        "alter table account drop column enabled",
                        "alter table account rename column a to b",
                        "alter table account alter column id type text",
                        "alter table account alter column id set not null",
                        "alter table account add column a text not null"))
                .allMatch(statement -> CONTRACTS.matcher(statement).find());
        assertThat(List.of(
                        "alter table account add column a text",
                        "alter table account add column a text not null default ''",
                        "alter table account alter column quota_bytes drop not null",
                        "create table t (a text not null)"))
                .noneMatch(statement -> CONTRACTS.matcher(statement).find());
    }

    @Test
    void replicasThatStartAtOnceOnAnEmptyDatabaseMigrateItOnce() throws Exception {
        var database = TestPostgres.database();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Each sets up the logging of this JVM first, which two must not do at once
            var logging = new ReentrantLock();
            Callable<MailboxServer> start = () -> {
                logging.lock();
                try {
                    return MailboxServer.on(database, replica -> replica.initializers(_ -> logging.unlock()));
                } finally {
                    if (logging.isHeldByCurrentThread()) {
                        logging.unlock();
                    }
                }
            };
            var starting = threads.invokeAll(List.of(start, start));
            try (var one = starting.getFirst().get();
                    var two = starting.getLast().get()) {
                var account = one.createAccount("ann@both.example", "correct horse");
                assertThat(new RawHttp(two.url(), MailboxServer.ADMIN_KEY)
                                .get("/v1/accounts/" + account)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aServiceOfTheVersionBeforeGoesOnWithTablesAndColumnsThatItDoesNotKnow() {
        var database = TestPostgres.database();
        try (var server = MailboxServer.on(database)) {
            server.createAccount("ann@newer.example", "correct horse");
        }
        database.execute("alter table account add column favourite_colour text not null default 'blue'");
        database.execute("alter table message add column weight integer");
        database.execute("alter table event add column origin text");
        database.execute("create table moon (phase text)");
        database.execute("""
                insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                values (9999, '9999', 'of a newer version', 'SQL', 'V9999__newer.sql', 1, 'test', 1, true)""");
        try (var server = MailboxServer.on(database)) {
            assertThat(server.login("ann@newer.example", "correct horse").address())
                    .isEqualTo("ann@newer.example");
            server.createAccount("bob@newer.example", "correct horse");
        }
    }
}
