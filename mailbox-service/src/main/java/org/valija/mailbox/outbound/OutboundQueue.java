package org.valija.mailbox.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Queues messages for other servers. */
@Component
public final class OutboundQueue {

    private final JdbcClient jdbc;

    OutboundQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of outbound_recipient: the n-th message, counted from 1. */
    private record Row(int n, String recipient, Forward.To to) {}

    /** Queues messages in this order, in the transaction of the caller, with one statement. */
    public void add(List<Forward> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var rows = new ArrayList<Row>();
        for (int i = 0; i < messages.size(); i++) {
            int n = i + 1;
            messages.get(i).recipients().forEach((recipient, to) -> rows.add(new Row(n, recipient, to)));
        }
        jdbc.sql("""
                        with given as (
                            select nextval(pg_get_serial_sequence('outbound_message', 'id')) as id, g.*
                            from unnest(?, ?, ?, ?) with ordinality as g (hash, size, reverse_path, trace_id, n)),
                        queued as (
                            insert into outbound_message (id, content_hash, size, reverse_path, trace_id)
                            overriding system value select id, hash, size, reverse_path, trace_id from given)
                        insert into outbound_recipient
                            (message_id, recipient, address, destination, domain, delivered_to)
                        select g.id, r.recipient, r.address, r.destination, r.domain, r.delivered_to
                        from unnest(?, ?, ?, ?, ?, ?) as r (n, recipient, address, destination, domain, delivered_to)
                        join given g on g.n = r.n""")
                .param(messages.stream()
                        .map(message -> message.content().hash().octets())
                        .toArray(byte[][]::new))
                .param(messages.stream()
                        .map(message -> message.content().size())
                        .toArray(Long[]::new))
                .param(messages.stream().map(Forward::reversePath).toArray(String[]::new))
                .param(messages.stream().map(Forward::traceId).toArray(String[]::new))
                .param(rows.stream().map(Row::n).toArray(Integer[]::new))
                .param(texts(rows, Row::recipient))
                .param(texts(rows, row -> row.to().address().toString()))
                .param(texts(rows, row -> row.to().address().domain().value()))
                .param(texts(rows, row -> row.to().domain()))
                .param(texts(rows, row -> row.to().deliveredTo()))
                .update();
    }

    private static String[] texts(List<Row> rows, Function<Row, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
