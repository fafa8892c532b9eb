package org.valija.mailbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.TestPostgres;

/** What is new in the event log is asked for after each commit, so PostgreSQL is not to plan that anew each time. */
class EventPlanTest {

    private static final FeedFilter ALL = new FeedFilter(Set.of(), null, null);

    /** The driver prepares what was executed five times, and PostgreSQL makes five plans before it may keep one. */
    private static final int EXECUTIONS = 20;

    @Test
    void theLatestEventsAreReadByOnePlan() throws SQLException {
        try (var server = MailboxServer.on(TestPostgres.database());
                var connection = server.database().connect()) {
            server.database()
                    .execute("insert into event (type, data) select 'org.valija.moon.risen', '{}' from"
                            + " generate_series(1, 10000)");
            server.database().execute("vacuum analyze event");
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var table = new EventTable(jdbc);
            var end = table.end();
            for (int i = 0; i < EXECUTIONS; i++) {
                assertThat(table.after(end, ALL, EventTail.PAGE)).isEmpty();
                assertThat(table.isHeldBack(end)).isFalse();
            }
            var statements = jdbc.sql("""
                    select generic_plans from pg_prepared_statements
                    where statement like '%(transaction, seq) >%'""");
            assertThat(statements.query(Long.class).list()).hasSize(2).allMatch(plans -> plans > 0);
        }
    }
}
