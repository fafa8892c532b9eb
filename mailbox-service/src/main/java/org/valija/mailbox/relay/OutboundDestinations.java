package org.valija.mailbox.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.outbound.OutboundDestination;
import org.valija.mailbox.outbound.OutboundWake;
import org.valija.mailbox.transaction.Transactions;

/** The domains elsewhere that messages wait for, and those that nothing is sent to for now. */
@Component
final class OutboundDestinations {

    private static final String SELECT = """
            select coalesce(w.name, p.name), coalesce(w.waiting, 0), w.due_at, p.paused_at, p.reason
            from (select destination as name, count(*) as waiting, min(due_at) as due_at from outbound_recipient
                where state in ('queued', 'leased', 'deferred') and destination %1$s
                group by destination order by destination limit :limit) w
            full join (select name, paused_at, reason from outbound_destination
                where name %1$s order by name limit :limit) p on p.name = w.name
            order by 1 limit :limit""";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final OutboundWake wake;
    private final Clock clock;

    OutboundDestinations(JdbcClient jdbc, Transactions transactions, OutboundWake wake, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.wake = wake;
        this.clock = clock;
    }

    List<OutboundDestination> after(@Nullable String name, int limit) {
        return jdbc.sql(SELECT.formatted("> :name"))
                .param("name", name == null ? "" : name)
                .param("limit", limit)
                .query(OutboundDestinations::read)
                .list();
    }

    /** One, of which nothing may be known. */
    OutboundDestination get(DomainName name) {
        return jdbc.sql(SELECT.formatted("= :name"))
                .param("name", name.value())
                .param("limit", 1)
                .query(OutboundDestinations::read)
                .optional()
                .orElse(new OutboundDestination(name.value(), 0, null, null, null));
    }

    void pause(DomainName name, String reason) {
        transactions.run(() -> jdbc.sql("""
                insert into outbound_destination (name, paused_at, reason) values (?, ?, ?)
                on conflict (name) do update set reason = excluded.reason""")
                .param(name.value())
                .param(Timestamp.from(clock.instant()))
                .param(reason)
                .update());
    }

    /** No error if it is not paused. */
    void resume(DomainName name) {
        transactions.run(() -> {
            jdbc.sql("delete from outbound_destination where name = ?")
                    .param(name.value())
                    .update();
            wake.afterCommit();
        });
    }

    private static OutboundDestination read(ResultSet row, int number) throws SQLException {
        return new OutboundDestination(
                row.getString(1),
                row.getLong(2),
                time(row.getTimestamp(3)),
                time(row.getTimestamp(4)),
                row.getString(5));
    }

    private static @Nullable Instant time(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
