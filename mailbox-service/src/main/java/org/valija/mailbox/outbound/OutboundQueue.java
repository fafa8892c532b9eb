package org.valija.mailbox.outbound;

import java.lang.reflect.Array;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.delivery.DeliveryOptions;
import org.valija.mailbox.api.delivery.DeliveryOptions.Body;
import org.valija.mailbox.api.delivery.RecipientOptions;

/** Queues messages for other servers, and what their senders are to be told of those that stay here. */
@Component
public final class OutboundQueue {

    private static final DeliveryOptions NO_OPTIONS =
            new DeliveryOptions(Body.SEVEN_BIT, false, false, null, null, List.of());
    private static final RecipientOptions NO_NOTICES = new RecipientOptions(Set.of(), null);

    private final JdbcClient jdbc;
    private final OutboundWake wake;
    private final Clock clock;

    OutboundQueue(JdbcClient jdbc, OutboundWake wake, Clock clock) {
        this.jdbc = jdbc;
        this.wake = wake;
        this.clock = clock;
    }

    /** A row of outbound_recipient: the n-th message, counted from 1. */
    private record Row(int n, String recipient, Forward.To to) {

        RecipientOptions options() {
            return to.options() == null ? NO_NOTICES : to.options();
        }
    }

    /**
     * Queues messages in this order, in the transaction of the caller, with one statement. Those who send are woken when it
     * is committed.
     */
    public void add(List<Forward> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var rows = new ArrayList<Row>();
        for (int i = 0; i < messages.size(); i++) {
            int n = i + 1;
            messages.get(i).recipients().forEach((recipient, to) -> rows.add(new Row(n, recipient, to)));
        }
        // As PostgreSQL keeps it, which would round it up, to a moment that has not come
        var now = Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS));
        jdbc.sql("""
                        with given as (
                            select nextval(pg_get_serial_sequence('outbound_message', 'id')) as id, g.*
                            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality as g (hash, size, reverse_path,
                                trace_id, account_id, body, utf8, require_tls, return_full, envelope_id, n)),
                        queued as (
                            insert into outbound_message (id, content_hash, size, reverse_path, trace_id, queued_at,
                                account_id, body, utf8, require_tls, return_full, envelope_id)
                            overriding system value
                            select id, hash, size, reverse_path, trace_id, ?,
                                account_id, body, utf8, require_tls, return_full, envelope_id from given)
                        insert into outbound_recipient (message_id, recipient, address, destination, domain, delivered_to,
                            notices, original_recipient, confirmation, state, due_at)
                        select g.id, r.recipient, r.address, r.destination, r.domain, r.delivered_to,
                            string_to_array(r.notices, ','), r.original_recipient, r.confirmation,
                            case when r.confirmation is null then 'queued' else 'delivered' end, ?
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as r (n, recipient, address, destination, domain, delivered_to,
                            notices, original_recipient, confirmation)
                        join given g on g.n = r.n""")
                .param(columnOf(
                        messages,
                        byte[].class,
                        message -> message.content().hash().octets()))
                .param(columnOf(
                        messages, Long.class, message -> message.content().size()))
                .param(columnOf(messages, String.class, Forward::reversePath))
                .param(columnOf(messages, String.class, Forward::traceId))
                .param(columnOf(
                        messages,
                        Long.class,
                        it -> it.account() == null ? null : it.account().value()))
                .param(columnOf(messages, String.class, it -> options(it).body().name()))
                .param(columnOf(messages, Boolean.class, it -> options(it).utf8()))
                .param(columnOf(messages, Boolean.class, it -> options(it).requireTls()))
                .param(columnOf(messages, Boolean.class, it -> options(it).returnFull()))
                .param(columnOf(messages, String.class, it -> options(it).envelopeId()))
                .param(now)
                .param(now)
                .param(columnOf(rows, Integer.class, Row::n))
                .param(columnOf(rows, String.class, Row::recipient))
                .param(columnOf(rows, String.class, row -> row.to().address().toString()))
                .param(columnOf(
                        rows, String.class, row -> row.to().address().domain().value()))
                .param(columnOf(rows, String.class, row -> row.to().domain()))
                .param(columnOf(rows, String.class, row -> row.to().deliveredTo()))
                .param(columnOf(rows, String.class, row -> notices(row.options())))
                .param(columnOf(rows, String.class, row -> row.options().originalRecipient()))
                .param(columnOf(
                        rows,
                        String.class,
                        row -> row.to().confirmation() == null
                                ? null
                                : row.to().confirmation().word()))
                .update();
        wake.afterCommit();
    }

    private static DeliveryOptions options(Forward message) {
        return message.options() == null ? NO_OPTIONS : message.options();
    }

    /** An array of arrays would have to be rectangular. */
    private static String notices(RecipientOptions options) {
        return String.join(",", options.notices().stream().map(Enum::name).toList());
    }

    @SuppressWarnings("unchecked")
    private static <R, T> T[] columnOf(List<R> rows, Class<T> type, Function<R, @Nullable T> column) {
        var values = (T[]) Array.newInstance(type, rows.size());
        Arrays.setAll(values, i -> column.apply(rows.get(i)));
        return values;
    }
}
