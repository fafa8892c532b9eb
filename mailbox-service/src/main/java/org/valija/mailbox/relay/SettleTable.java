package org.valija.mailbox.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;

/** Rows of the queue, as what came of them is written down. */
@Component
final class SettleTable {

    private final JdbcClient jdbc;

    SettleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that is under these leases, locked. One that ran out is good until somebody else has it. */
    List<LeasedRow> lock(Collection<UUID> leases) {
        return jdbc.sql("""
                select r.message_id, r.recipient, r.address, r.lease_id, r.leased_by, r.attempts, r.domain,
                    m.reverse_path, m.trace_id, m.queued_at, m.account_id,
                    r.confirmation is not null
                from outbound_recipient r join outbound_message m on m.id = r.message_id
                where r.lease_id = any(?::uuid[])
                order by r.message_id, r.recipient for update of r""")
                .param(leases.stream().map(UUID::toString).toArray(String[]::new))
                .query(SettleTable::read)
                .list();
    }

    private static LeasedRow read(ResultSet row, int number) throws SQLException {
        long account = row.getLong(11);
        return new LeasedRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getTimestamp(10).toInstant(),
                account == 0 ? null : new AccountId(account),
                row.getBoolean(12));
    }

    /** Writes states and attempts, with one statement. */
    void write(List<Settled> settled, Collection<UUID> delayTold, Instant now) {
        jdbc.sql("""
                with s as (
                    select * from unnest(:messages, :recipients, :states, :next, :ats, :results, :gateways, :hosts,
                            :addresses, :tls, :statuses, :replies, :told)
                        as s (message_id, recipient, state, next, at, result, gateway, host, host_address, tls, status,
                            reply, told)),
                settled as (
                    update outbound_recipient r set state = s.state, attempts = r.attempts + 1, lease_id = null,
                        leased_by = null, due_at = coalesce(s.next, r.due_at), delay_told = r.delay_told or s.told,
                        give_up = null, settled_at = case when s.next is null then :now::timestamptz end
                    from s where r.message_id = s.message_id and r.recipient = s.recipient
                    returning r.message_id, r.recipient, r.attempts)
                insert into outbound_attempt (message_id, recipient, number, at, result, gateway, host, host_address, tls,
                    status, reply)
                select message_id, recipient, t.attempts, s.at, s.result, s.gateway, s.host, s.host_address, s.tls,
                    s.status, s.reply
                from s join settled t using (message_id, recipient)""")
                .param(
                        "messages",
                        settled.stream().map(it -> it.row().message()).toArray(Long[]::new))
                .param("recipients", texts(settled, it -> it.row().recipient()))
                .param("states", texts(settled, it -> it.state().word()))
                .param("next", times(settled, Settled::next))
                .param("ats", times(settled, it -> it.outcome().at()))
                .param("results", texts(settled, it -> it.outcome().result().word()))
                .param("gateways", texts(settled, it -> it.row().gateway()))
                .param("hosts", texts(settled, it -> it.outcome().host()))
                .param("addresses", texts(settled, it -> it.outcome().hostAddress()))
                .param("tls", texts(settled, it -> it.outcome().tls()))
                .param("statuses", texts(settled, it -> it.outcome().status()))
                .param("replies", texts(settled, it -> it.outcome().reply()))
                .param(
                        "told",
                        settled.stream()
                                .map(it -> delayTold.contains(it.row().lease()))
                                .toArray(Boolean[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** PostgreSQL stores no NUL, and other servers may say anything. */
    private static String[] texts(List<Settled> settled, Function<Settled, @Nullable String> column) {
        return settled.stream()
                .map(column)
                .map(text -> text == null ? null : text.replace('\0', '\ufffd'))
                .toArray(String[]::new);
    }

    private static Timestamp[] times(List<Settled> settled, Function<Settled, @Nullable Instant> column) {
        return settled.stream()
                .map(column)
                .map(time -> time == null ? null : Timestamp.from(time))
                .toArray(Timestamp[]::new);
    }
}
