package org.valija.mailbox.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.outbound.OutboundOrder;
import org.valija.mailbox.api.outbound.OutboundOrder.Action;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.outbound.OutboundWake;
import org.valija.mailbox.transaction.Transactions;

/** Does with the queue what administrators want, with one statement for any number of recipients. */
@Component
final class OutboundOrders {

    private static final int LONGEST_REASON = 200;
    private static final String NO_REASON = "an administrator gave it up";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final OutboundWake wake;
    private final EventLog events;
    private final Clock clock;

    OutboundOrders(JdbcClient jdbc, Transactions transactions, OutboundWake wake, EventLog events, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.wake = wake;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What an order is about.
     *
     * @param message all if null
     * @param destination all if null
     * @param domain of ours that it is sent for; all if null
     */
    record Target(
            @Nullable Long message,
            @Nullable String destination,
            @Nullable String domain) {}

    /** With how many recipients it was done. A gateway that has some settles them first: nobody knows what it has sent. */
    int run(OutboundOrder order, Target target) {
        check(order);
        var recipient = order.recipient() == null ? null : Address.parse("recipient", order.recipient());
        return transactions.write(() -> {
            checkRoute(order.route(), target.domain());
            var ordered = jdbc.sql("""
                    with wanted as (
                        select message_id, recipient from outbound_recipient
                        where %s and (state in ('queued', 'deferred', 'held') or state = 'leased' and due_at <= :now)
                            and (:message::bigint is null or message_id = :message)
                            and (:destination::text is null or destination = :destination)
                            and (:domain::text is null or domain = :domain)
                            and (:recipient::text is null or recipient = :recipient)
                        order by message_id, recipient for update)
                    update outbound_recipient r set lease_id = null, leased_by = null, %s
                    from wanted w join outbound_message m on m.id = w.message_id
                    where r.message_id = w.message_id and r.recipient = w.recipient
                    returning m.account_id, m.reverse_path, r.address, m.trace_id""".formatted(from(order.action()), to(order.action())))
                    .param("now", Timestamp.from(clock.instant()))
                    .param("message", target.message())
                    .param("destination", target.destination())
                    .param("domain", target.domain())
                    .param("recipient", recipient == null ? null : recipient.key())
                    .param("reason", reason(order))
                    .param("route", order.route())
                    .query((row, _) -> event(row, order))
                    .list();
            if (!ordered.isEmpty()) {
                events.append(ordered);
                wake.afterCommit();
            }
            return ordered.size();
        });
    }

    private static EventData event(ResultSet row, OutboundOrder order) throws SQLException {
        long account = row.getLong(1);
        return new EventData.MessageOrdered(
                account == 0 ? null : new AccountId(account),
                row.getString(2),
                row.getString(3),
                order.action(),
                order.action() == Action.BOUNCE ? reason(order) : null,
                order.route(),
                row.getString(4));
    }

    private static String reason(OutboundOrder order) {
        return order.reason() == null ? NO_REASON : order.reason();
    }

    private static void check(OutboundOrder order) {
        var reason = order.reason();
        if (reason != null
                && (order.action() != Action.BOUNCE
                        || reason.isBlank()
                        || reason.length() > LONGEST_REASON
                        || reason.chars().anyMatch(it -> it < ' ' || it > '~'))) {
            throw new MailboxException.Invalid(
                    "reason",
                    "for a bounce: 1 to " + LONGEST_REASON + " characters of ASCII, as it stands in a notice");
        }
        if (order.route() != null && order.action() != Action.REROUTE) {
            throw new MailboxException.Invalid("route", "only for what is to be rerouted");
        }
    }

    /** Who administers one domain sends by its own routes: those of others may log in as somebody else. */
    private void checkRoute(@Nullable Long route, @Nullable String domain) {
        if (route != null
                && jdbc.sql("""
                        select id from outbound_route
                        where id = :route and (:domain::text is null or sender_domain = :domain) for key share""")
                        .param("route", route)
                        .param("domain", domain)
                        .query(Long.class)
                        .optional()
                        .isEmpty()) {
            throw new MailboxException.Invalid("route", "there is no such route");
        }
    }

    private static String from(Action action) {
        return switch (action) {
            case RETRY, HOLD -> "state <> 'held'";
            case RELEASE -> "state = 'held'";
            case CANCEL, BOUNCE, REROUTE -> "true";
        };
    }

    private static String to(Action action) {
        var waiting = "state = case attempts when 0 then 'queued' else 'deferred' end, due_at = :now";
        return switch (action) {
            case RETRY, RELEASE -> waiting;
            case HOLD -> "state = 'held'";
            case CANCEL -> "state = 'cancelled', settled_at = :now";
            case BOUNCE -> waiting + ", give_up = :reason";
            case REROUTE ->
                "route_id = :route::bigint, due_at = :now,"
                        + " state = case when state = 'held' then 'held' when attempts = 0 then 'queued' else 'deferred' end";
        };
    }
}
