package org.valija.mailbox.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.OutboundAttempt;
import org.valija.mailbox.api.outbound.OutboundMessage;
import org.valija.mailbox.api.outbound.OutboundRecipient;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;

/** Shows the queue. */
@Component
final class OutboundMessages {

    private static final String SELECT = """
            select m.id, m.reverse_path, m.size, m.trace_id, m.queued_at, r.recipient, r.address, r.state, r.delivered_to,
                r.attempts, r.due_at, r.leased_by, r.route_id, a.reply
            from outbound_recipient r join outbound_message m on m.id = r.message_id
            left join outbound_attempt a
                on a.message_id = r.message_id and a.recipient = r.recipient and a.number = r.attempts
            """;

    private final JdbcClient jdbc;

    OutboundMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which recipients are wanted; null says nothing.
     *
     * @param domain of ours that they are sent for
     * @param recipient normalised
     * @param sender the reverse-path
     */
    record Filter(
            @Nullable String domain,
            @Nullable String recipient,
            @Nullable String sender,
            @Nullable String destination,
            @Nullable OutboundState state,
            @Nullable Instant queuedBefore) {

        /** Only what is asked for stands in the statement, so that it finds the index for that. */
        private String condition() {
            return (domain == null ? "" : " and r.domain = :domain")
                    + (recipient == null ? "" : " and r.recipient = :recipient")
                    + (sender == null ? "" : " and lower(m.reverse_path) = lower(:sender)")
                    + (destination == null ? "" : " and r.destination = :destination")
                    + (state == null ? "" : " and r.state = :state")
                    + (queuedBefore == null ? "" : " and m.queued_at < :queuedBefore");
        }

        private Map<String, @Nullable Object> parameters() {
            var parameters = new HashMap<String, @Nullable Object>();
            parameters.put("domain", domain);
            parameters.put("recipient", recipient);
            parameters.put("sender", sender);
            parameters.put("destination", destination);
            parameters.put("state", state == null ? null : state.word());
            parameters.put("queuedBefore", queuedBefore == null ? null : Timestamp.from(queuedBefore));
            return parameters;
        }
    }

    /** Messages after one of them. */
    List<OutboundMessage> after(long id, Filter filter, int limit) {
        var statement = jdbc.sql(SELECT + """
                        where m.id in (
                            select distinct r.message_id
                            from outbound_recipient r join outbound_message m on m.id = r.message_id
                            where r.message_id > :after%1$s order by r.message_id limit :limit)%1$s
                        order by m.id, r.recipient""".formatted(filter.condition()))
                .param("after", id)
                .param("limit", limit);
        filter.parameters().forEach(statement::param);
        return read(statement, Map.of(), false);
    }

    /**
     * One message with its history.
     *
     * @param domain of ours that recipients are shown for; null for all
     */
    OutboundMessage get(long id, @Nullable String domain) {
        var statement = jdbc.sql(SELECT
                        + "where m.id = :id and (:domain::text is null or r.domain = :domain) order by r.recipient")
                .param("id", id)
                .param("domain", domain);
        var found = read(statement, history(id), true);
        if (found.isEmpty()) {
            throw new MailboxException.NotFound("there is no such outbound message");
        }
        return found.getFirst();
    }

    private Map<String, List<OutboundAttempt>> history(long id) {
        var history = new HashMap<String, List<OutboundAttempt>>();
        jdbc.sql("""
                select recipient, number, at, result, gateway, host, host_address, tls, status, reply
                from outbound_attempt where message_id = ? order by recipient, number""").param(id).query(row -> {
            history.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                    .add(new OutboundAttempt(
                            row.getInt(2),
                            row.getTimestamp(3).toInstant(),
                            Result.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getString(9),
                            row.getString(10)));
        });
        return history;
    }

    private static List<OutboundMessage> read(
            JdbcClient.StatementSpec statement, Map<String, List<OutboundAttempt>> history, boolean withHistory) {
        var found = new LinkedHashMap<Long, OutboundMessage>();
        statement.query(row -> {
            found.computeIfAbsent(row.getLong("id"), _ -> message(row))
                    .recipients()
                    .add(recipient(
                            row, withHistory ? history.getOrDefault(row.getString("recipient"), List.of()) : null));
        });
        return List.copyOf(found.values());
    }

    private static OutboundRecipient recipient(ResultSet row, @Nullable List<OutboundAttempt> history)
            throws SQLException {
        var state = OutboundState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        boolean waits = !state.isFinal() && state != OutboundState.HELD;
        return new OutboundRecipient(
                row.getString("address"),
                state,
                row.getString("delivered_to"),
                row.getInt("attempts"),
                waits ? row.getTimestamp("due_at").toInstant() : null,
                row.getString("leased_by"),
                row.getObject("route_id", Long.class),
                row.getString("reply"),
                history);
    }

    private static OutboundMessage message(ResultSet row) {
        try {
            return new OutboundMessage(
                    row.getLong("id"),
                    row.getString("reverse_path"),
                    row.getLong("size"),
                    row.getString("trace_id"),
                    row.getTimestamp("queued_at").toInstant(),
                    new ArrayList<>());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
