package org.valija.mailbox.event;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.event.EventType;
import org.valija.mailbox.transaction.Evidence;
import org.valija.mailbox.transaction.RoundTrip;
import org.valija.mailbox.transaction.Transactions;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events, in the transaction of the change that they tell of.
 *
 * <p>An event is placed after all transactions that had ended before it was written, not only by its own transaction's id:
 * PostgreSQL gives that out with the first lock, and the next lock may have to wait for a transaction with a later id.
 * Whoever writes events holds the locks of what they are about by then, so that changes of a mailbox, or of an account, are
 * told in the order in which they were committed. And never is an event placed before its own transaction, below which
 * readers wait. No id of that place is given out again after a crash: whoever has ended left a record in the write-ahead
 * log, which this commit flushes along with its own.
 */
@Component
public final class EventLog {

    private static final String PLACE =
            "greatest(pg_current_xact_id(), (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1)::text::xid8)";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final JdbcOperations operations;
    private final EventWake wake;

    EventLog(JdbcClient jdbc, JdbcOperations operations, EventWake wake) {
        this.jdbc = jdbc;
        this.operations = operations;
        this.wake = wake;
    }

    /**
     * Appends events in this order. They become visible when the transaction commits, and their readers are woken then.
     * An event of an account is to be written before that account's row is deleted.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void append(List<? extends EventData> events) {
        var statements = new RoundTrip();
        append(events, statements);
        statements.execute(operations);
    }

    /** The same along with others. What the events are about is locked by then, or by those before them. */
    public void append(List<? extends EventData> events, RoundTrip statements) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event needs the transaction of its change");
        }
        if (events.isEmpty()) {
            return;
        }
        var types = new String[events.size()];
        var accounts = new Long[events.size()];
        var domains = new String[events.size()];
        var data = new String[events.size()];
        for (int i = 0; i < data.length; i++) {
            var event = events.get(i);
            var account = event.account();
            types[i] = EventType.of(event).type();
            accounts[i] = account == null ? null : account.value();
            domains[i] = domainOf(event);
            data[i] = storable(JSON.writeValueAsString(event));
        }
        statements.query(
                """
                with written as (
                    insert into event (transaction, type, account_id, domain, data)
                    select %s, e.type, e.account_id, coalesce(a.domain, e.domain), e.data::jsonb
                    from unnest(?, ?, ?, ?) with ordinality as e (type, account_id, domain, data, n)
                    left join account a on a.id = e.account_id
                    order by e.n
                    returning transaction, seq, time)
                select pg_current_xact_id()::text, transaction::text, seq, time from written limit 1""".formatted(PLACE),
                row -> {
                    var place = new Position(Long.parseLong(row.getString(2)), row.getLong(3));
                    var time = row.getObject(4, OffsetDateTime.class);
                    Transactions.leave(new Evidence(Long.parseLong(row.getString(1)), () -> isThere(place, time)));
                },
                types,
                accounts,
                domains,
                data);
        wakeAfterCommit();
    }

    /** After a crash of the database its ids and numbers may be given out again, but no moment comes again. */
    private boolean isThere(Position place, OffsetDateTime time) {
        return jdbc.sql("""
                select exists (select from event
                where time = ? and transaction = ?::text::xid8 and seq = ?)""")
                .param(time)
                .param(Long.toString(place.transaction()))
                .param(place.seq())
                .query(Boolean.class)
                .single();
    }

    /** Where an event has no account to tell it: that of the address that it is about, whoever's that may be. */
    private static @Nullable String domainOf(EventData event) {
        var address = switch (event) {
            case EventData.LoginFailed failed -> failed.address();
            case EventData.MessageRejected rejected -> rejected.recipient();
            case EventData.OfTransport of -> of.reversePath();
            default -> null;
        };
        if (address == null) {
            return null;
        }
        var domain = address.substring(address.lastIndexOf('@') + 1);
        return storable(domain).toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL stores no NUL, neither as itself nor in JSON, and clients may send one anywhere. */
    private static String storable(String text) {
        return text.replace('\0', '\ufffd').replace("\\u0000", "\\ufffd");
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.committed();
            }
        });
    }
}
