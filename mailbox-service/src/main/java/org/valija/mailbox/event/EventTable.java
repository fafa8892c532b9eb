package org.valija.mailbox.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;

/**
 * Reads the event log. A transaction gets its id when it starts to write and becomes visible when it commits, so events
 * may appear before others that were read already. Below the oldest transaction that is still running nothing can appear
 * any more: only there do readers read.
 */
@Component
final class EventTable {

    /**
     * Subqueries, so that one plan is kept: for a position that it sees, PostgreSQL makes one at each execution, over all
     * days, which takes longer than reading what is new. The plan goes by the index of each day. Only for a day that was
     * vacuumed while it was empty it does not, until PostgreSQL analyzes that day, a minute after its first events.
     */
    private static final String POSITION = "((select :transaction::text::xid8), (select :seq::bigint))";

    private final JdbcClient jdbc;

    EventTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Events after a position, in the order of numbers; an unqualified name would mean the text of the first column. The
     * conditions of a filter are written only where it has some, so that one plan is kept for all reading of the latest.
     */
    List<LoggedEvent> after(Position position, FeedFilter filter, int limit) {
        var events = jdbc.sql("select transaction::text, seq, time, type, account_id, domain, data::text from event"
                + " where (transaction, seq) > " + POSITION
                + " and transaction < pg_snapshot_xmin(pg_current_snapshot())"
                + (filter.types().isEmpty() ? "" : " and type = any(:types)")
                + (filter.account() == null ? "" : " and account_id = :account")
                + (filter.domain() == null ? "" : " and domain = :domain")
                + " order by event.transaction, event.seq limit " + limit);
        if (!filter.types().isEmpty()) {
            events.param("types", filter.types().toArray(String[]::new));
        }
        if (filter.account() != null) {
            events.param("account", filter.account().value());
        }
        if (filter.domain() != null) {
            events.param("domain", filter.domain());
        }
        return at(position, events).query(EventTable::read).list();
    }

    private static JdbcClient.StatementSpec at(Position position, JdbcClient.StatementSpec statement) {
        return statement
                .param("transaction", Long.toString(position.transaction()))
                .param("seq", position.seq());
    }

    /**
     * Whether there are events after a position that can't be read yet, as an older transaction is still running. Asked in
     * the order of the index: the plan for {@code exists} is to read the whole table while a new day has few events, and
     * PostgreSQL keeps it when it has many, until it looks at the table again.
     */
    boolean isHeldBack(Position position) {
        var any = "select count(*) > 0 from (select from event where (transaction, seq) > " + POSITION
                + " and transaction >= pg_snapshot_xmin(pg_current_snapshot())"
                + " order by event.transaction, event.seq limit 1) as held_back";
        return at(position, jdbc.sql(any)).query(Boolean.class).single();
    }

    /**
     * Where the log ends now: all that will be read later comes after it. It is the place of an event that is committed, and
     * not that of the oldest running transaction: ids of transactions that left nothing behind (a {@code NOTIFY} does) are
     * given out again after a crash of the database, and events written under them would seem to have been read.
     */
    Position end() {
        return jdbc.sql("""
                select transaction::text, seq from (
                    (select transaction, seq from event
                     where transaction < pg_snapshot_xmin(pg_current_snapshot())
                     order by transaction desc, seq desc limit 1)
                    union all
                    select transaction, seq from event_floor) as ends
                order by ends.transaction desc, seq desc limit 1""")
                .query((row, _) -> new Position(Long.parseLong(row.getString(1)), row.getLong(2)))
                .single();
    }

    /**
     * Whether all events after a position are still here. They are not if a day that held some has been dropped, nor if the
     * position is none of this database's, as after a restore of an older backup.
     */
    boolean isKept(Position position) {
        var kept = "select (:transaction::text::xid8, :seq) >= (select transaction, seq from event_floor)"
                + " and :transaction::text::xid8 < pg_snapshot_xmax(pg_current_snapshot())";
        return at(position, jdbc.sql(kept)).query(Boolean.class).single();
    }

    private static LoggedEvent read(ResultSet row, int number) throws SQLException {
        var position = new Position(Long.parseLong(row.getString(1)), row.getLong(2));
        var time = row.getTimestamp(3).toInstant();
        var type = row.getString(4);
        long account = row.getLong(5);
        return LoggedEvent.of(
                position, time, type, account == 0 ? null : new AccountId(account), row.getString(6), row.getString(7));
    }
}
