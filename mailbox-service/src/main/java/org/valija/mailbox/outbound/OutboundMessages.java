package org.valija.mailbox.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.OutboundMessage;
import org.valija.mailbox.api.outbound.OutboundRecipient;
import org.valija.mailbox.api.outbound.OutboundState;

/** Reads the queue. */
@Component
final class OutboundMessages {

    private static final String SELECT = """
            select m.id, m.reverse_path, m.size, m.trace_id, m.queued_at, r.address, r.state, r.delivered_to
            from outbound_message m join outbound_recipient r on r.message_id = m.id
            """;

    private final JdbcClient jdbc;

    OutboundMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Messages after one of them.
     *
     * @param domain of ours that they are sent for; all if null. Recipients that they have for other domains are left out
     * @param recipient whom they are for; all if null
     */
    List<OutboundMessage> after(long id, @Nullable DomainName domain, @Nullable Address recipient, int limit) {
        return read(jdbc.sql(SELECT + """
                        where m.id in (
                            select q.id from outbound_message q where q.id > :after and exists (
                                select from outbound_recipient f where f.message_id = q.id
                                    and (:domain::text is null or f.domain = :domain)
                                    and (:recipient::text is null or f.recipient = :recipient))
                            order by q.id limit :limit)
                            and (:domain::text is null or r.domain = :domain)
                        order by m.id, r.recipient""")
                .param("after", id)
                .param("domain", domain == null ? null : domain.value())
                .param("recipient", recipient == null ? null : recipient.key())
                .param("limit", limit));
    }

    OutboundMessage get(long id) {
        var found =
                read(jdbc.sql(SELECT + "where m.id = :id order by r.recipient").param("id", id));
        if (found.isEmpty()) {
            throw new MailboxException.NotFound("there is no such outbound message");
        }
        return found.getFirst();
    }

    private static List<OutboundMessage> read(JdbcClient.StatementSpec statement) {
        var found = new LinkedHashMap<Long, OutboundMessage>();
        statement.query(row -> {
            found.computeIfAbsent(row.getLong("id"), _ -> message(row))
                    .recipients()
                    .add(new OutboundRecipient(
                            row.getString("address"),
                            OutboundState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                            row.getString("delivered_to")));
        });
        return List.copyOf(found.values());
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
