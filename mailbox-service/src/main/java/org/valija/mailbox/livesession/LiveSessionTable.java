package org.valija.mailbox.livesession;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.livesession.LiveSession;
import org.valija.mailbox.api.livesession.LiveSessionOrders;
import org.valija.mailbox.api.livesession.LiveSessionReport;
import org.valija.mailbox.api.livesession.LiveSessionReport.Opened;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Cursor;

/** The sessions that were reported. */
@Component
class LiveSessionTable {

    /** A process that has been silent for longer has died: several times the pause between its reports. */
    private static final Duration ALIVE = Duration.ofSeconds(15);
    /** What it left is then removed by any other process's report. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Clock clock;

    LiveSessionTable(JdbcClient jdbc, Transactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    LiveSessionOrders report(String node, Protocol protocol, LiveSessionReport report) {
        return transactions.write(() -> {
            boolean known = jdbc.sql("""
                    insert into live_node (node, seen_at) values (?, ?)
                    on conflict (node) do update set seen_at = excluded.seen_at returning xmax <> 0""")
                    .params(node, now(Duration.ZERO))
                    .query(Boolean.class)
                    .single();
            if (report.whole()) {
                jdbc.sql("delete from live_session where node = ?").param(node).update();
            } else if (!report.closed().isEmpty()) {
                jdbc.sql("delete from live_session where node = ? and id = any(?)")
                        .param(1, node)
                        .param(2, report.closed().toArray(String[]::new))
                        .update();
            }
            insert(node, protocol, report.opened());
            jdbc.sql("""
                    delete from live_node where node in (
                      select node from live_node where seen_at < ? for update skip locked)""").param(now(REMEMBERED)).update();
            var disconnect = jdbc.sql("select id from live_session where node = ? and disconnect")
                    .param(node)
                    .query(String.class)
                    .list();
            return new LiveSessionOrders(!known && !report.whole(), disconnect);
        });
    }

    /** Sessions of accounts that are gone by now are left out. */
    private void insert(String node, Protocol protocol, List<Opened> opened) {
        if (opened.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into live_session (account_id, id, node, protocol, client_address, since)
                select a.id, s.id, ?, ?, s.address, s.since from unnest(?, ?, ?, ?) as s (account_id, id, address, since)
                join account a on a.id = s.account_id on conflict do nothing""")
                .param(1, node)
                .param(2, protocol.word())
                .param(3, opened.stream().map(it -> it.account().value()).toArray(Long[]::new))
                .param(4, opened.stream().map(Opened::id).toArray(String[]::new))
                .param(5, opened.stream().map(Opened::clientAddress).toArray(String[]::new))
                .param(6, opened.stream().map(it -> Timestamp.from(it.since())).toArray(Timestamp[]::new))
                .update();
    }

    Page<LiveSession> list(
            @Nullable AccountId account,
            @Nullable String domain,
            @Nullable Protocol protocol,
            @Nullable String after,
            int limit) {
        var found = jdbc.sql("""
                select s.id, s.account_id, a.display_address, s.protocol, s.client_address, s.since
                from live_session s join live_node n on n.node = s.node join account a on a.id = s.account_id
                where s.id > coalesce(:after, '') and n.seen_at > :alive
                  and (:account::bigint is null or s.account_id = :account)
                  and (:domain::text is null or a.domain = :domain)
                  and (:protocol::text is null or s.protocol = :protocol)
                order by s.id limit :limit""")
                .param("after", after)
                .param("alive", now(ALIVE))
                .param("account", account == null ? null : account.value())
                .param("domain", domain)
                .param("protocol", protocol == null ? null : protocol.word())
                .param("limit", limit + 1)
                .query((row, _) -> new LiveSession(
                        row.getString(1),
                        new AccountId(row.getLong(2)),
                        row.getString(3),
                        Protocol.of(row.getString(4)),
                        row.getString(5),
                        row.getTimestamp(6).toInstant()))
                .list();
        return Cursor.page(found, limit, LiveSession::id);
    }

    /** @param domain of the account; null for any */
    void disconnect(String id, @Nullable String domain) {
        transactions.run(() -> {
            int found = jdbc.sql("""
                    update live_session s set disconnect = true from account a
                    where s.id = :id and a.id = s.account_id and (:domain::text is null or a.domain = :domain)""").param("id", id).param("domain", domain).update();
            if (found == 0) {
                throw new MailboxException.NotFound("no such session");
            }
        });
    }

    private Timestamp now(Duration before) {
        return Timestamp.from(clock.instant().minus(before));
    }
}
