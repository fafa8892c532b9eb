package org.valija.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.MailboxServer;

/** The tables as PostgreSQL has them, which must stay fit for being distributed by account. */
class SchemaTest {

    /** What belongs to nobody, or is found before the account is known, and what keeps the house. */
    private static final Set<String> NOT_OF_AN_ACCOUNT = Set.of(
            "account",
            "alias",
            "alias_target",
            "api_key",
            "audit_record",
            "content",
            "content_candidate",
            "content_chunk",
            "content_text",
            "dkim_key",
            "domain",
            "domain_maildrop_policy",
            "flyway_schema_history",
            "idempotency_key",
            "outbound_attempt",
            "outbound_destination",
            "outbound_message",
            "outbound_recipient",
            "outbound_route",
            "greylist",
            "job_run",
            "live_node",
            "login_failure",
            "scheduled_tasks",
            "shared_secret",
            "token_key",
            "upload");

    @Test
    void whatBelongsToAnAccountIsKeyedByItFirst() throws SQLException {
        var keys = firstColumns("""
                select c.relname, a.attname from pg_index i
                join pg_class c on c.oid = i.indrelid
                join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                where i.indisprimary and not c.relispartition""");
        keys.keySet().removeAll(NOT_OF_AN_ACCOUNT);
        assertThat(keys)
                .isNotEmpty()
                .allSatisfy((table, column) ->
                        assertThat(column).as("primary key of %s", table).isEqualTo("account_id"));
        assertThat(keys.keySet()).contains("mailbox", "message", "expunged", "subscription");
    }

    @Test
    void octetsAreKeptUncompressedSoThatPartsOfThemCanBeRead() throws SQLException {
        var storage = firstColumns("""
                select c.relname || '.' || a.attname, a.attstorage from pg_attribute a
                join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
                where (c.relname, a.attname) in (('content', 'header'), ('content', 'body'), ('content_chunk', 'data'),
                    ('message', 'envelope'), ('message', 'structure'))""");
        assertThat(storage)
                .hasSize(5)
                .allSatisfy((column, kind) -> assertThat(kind).as(column).isEqualTo("e"));
    }

    private static Map<String, String> firstColumns(String sql) throws SQLException {
        var found = new TreeMap<String, String>();
        try (var server = MailboxServer.onFreshDatabase();
                var connection = server.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.put(row.getString(1), row.getString(2));
            }
        }
        return found;
    }
}
