package org.valija.mailbox.relay;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.outbound.LeasedRecipient.Order;

/**
 * Rows of the queue, as gateways lease them. What is being leased by another transaction is skipped, and never waited for.
 */
@Component
final class LeaseTable {

    private static final String WAITS = "state in ('queued', 'leased', 'deferred')";
    private static final String TO_CONFIRM = "confirmation is not null and settled_at is null";

    private final JdbcClient jdbc;

    LeaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Recipients of one message at one destination, of which one at least is due.
     *
     * @param order what is to be done with them
     */
    record Seed(long message, String destination, Order order) {}

    /** What an administrator gave up, wherever it was to go. */
    List<Seed> givenUp(Instant now, int limit) {
        return jdbc.sql("""
                select message_id, destination from outbound_recipient
                where give_up is not null and %s and due_at <= :now
                order by due_at limit :limit for update skip locked""".formatted(WAITS))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> new Seed(row.getLong(1), row.getString(2), Order.BOUNCE))
                .list();
    }

    /** What is in mailboxes here, and whose senders are to be told so. */
    List<Seed> toConfirm(Instant now, int limit) {
        return jdbc.sql("""
                select message_id, destination from outbound_recipient
                where %s and due_at <= :now order by due_at limit :limit for update skip locked""".formatted(TO_CONFIRM))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> new Seed(row.getLong(1), row.getString(2), Order.CONFIRM))
                .list();
    }

    /**
     * What is due, destinations in turn: of each no more than {@code each}. Steps from one destination to the next in the
     * index, so that a hundred thousand messages for one of them keep none of the others waiting.
     *
     * @param after the destination to begin after; empty for the first
     * @param upTo the last destination
     * @param except destinations to be left out, as are those that are paused
     */
    List<Seed> due(String after, String upTo, Instant now, int each, int limit, Collection<String> except) {
        return jdbc.sql("""
                with recursive turn as (
                    (select destination from outbound_recipient where %1$s and destination > :after
                        and destination <= :upTo order by destination limit 1)
                    union all
                    select (select r.destination from outbound_recipient r
                            where %1$s and r.destination > t.destination and r.destination <= :upTo
                            order by r.destination limit 1)
                    from turn t where t.destination is not null)
                select due.message_id, t.destination from turn t cross join lateral (
                    select message_id from outbound_recipient r
                    where r.destination = t.destination and %1$s and r.due_at <= :now and r.give_up is null
                    order by r.due_at limit :each for update skip locked) as due
                where t.destination is not null and t.destination <> all(:except)
                    and not exists (select from outbound_destination d where d.name = t.destination)
                limit :limit""".formatted(WAITS))
                .param("after", after)
                .param("upTo", upTo)
                .param("now", Timestamp.from(now))
                .param("each", each)
                .param("limit", limit)
                .param("except", except.toArray(String[]::new))
                .query((row, _) -> new Seed(row.getLong(1), row.getString(2), Order.SEND))
                .list();
    }

    /** All that is due of these, with their messages and the smart host that they go to; locked. */
    List<DueRecipient> rows(List<Seed> seeds, Instant now) {
        var distinct = seeds.stream().distinct().toList();
        return jdbc.sql(DueRecipient.SELECT + """
                from unnest(:messages, :destinations, :orders) as s (message_id, destination, what)
                join outbound_recipient r on r.message_id = s.message_id and r.destination = s.destination
                    and s.what = case when r.confirmation is not null then 'confirm'
                        when r.give_up is not null then 'bounce' else 'send' end
                join outbound_message m on m.id = r.message_id
                left join lateral (
                    select * from outbound_route o
                    where o.id = r.route_id or r.route_id is null and o.automatic
                        and (o.sender_domain is null or o.sender_domain = r.domain)
                        and (o.recipient_domain is null or o.recipient_domain = r.destination)
                    order by o.recipient_domain is null, o.sender_domain is null limit 1) as o on true
                where (%s or %s) and r.due_at <= :now
                order by m.id, r.recipient for update of r skip locked""".formatted(WAITS, TO_CONFIRM))
                .param("messages", distinct.stream().map(Seed::message).toArray(Long[]::new))
                .param("destinations", distinct.stream().map(Seed::destination).toArray(String[]::new))
                .param(
                        "orders",
                        distinct.stream().map(seed -> seed.order().word()).toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query(DueRecipient::read)
                .list();
    }

    /** Notes who has what. */
    void lease(Collection<DueRecipient> rows, Collection<UUID> leases, String owner, Instant until) {
        jdbc.sql("""
                update outbound_recipient r
                set state = case when confirmation is null then 'leased' else state end,
                    lease_id = l.lease::uuid, leased_by = :owner, due_at = :until
                from unnest(:messages, :recipients, :leases) as l (message_id, recipient, lease)
                where r.message_id = l.message_id and r.recipient = l.recipient""")
                .param("messages", rows.stream().map(DueRecipient::message).toArray(Long[]::new))
                .param("recipients", rows.stream().map(DueRecipient::recipient).toArray(String[]::new))
                .param("leases", leases.stream().map(UUID::toString).toArray(String[]::new))
                .param("owner", owner)
                .param("until", Timestamp.from(until))
                .update();
    }

    /** Prolongs leases; which of them are there. */
    List<UUID> renew(Collection<UUID> leases, Instant until) {
        return jdbc.sql("""
                with locked as (select message_id, recipient from outbound_recipient
                    where lease_id = any(:leases::uuid[])
                    order by message_id, recipient for update)
                update outbound_recipient r set due_at = :until from locked l
                where r.message_id = l.message_id and r.recipient = l.recipient returning r.lease_id""")
                .param("leases", texts(leases))
                .param("until", Timestamp.from(until))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Takes leases back, so that what they had is due at once. */
    int release(Collection<UUID> leases, Instant now) {
        return jdbc.sql("""
                with locked as (select message_id, recipient from outbound_recipient
                    where lease_id = any(:leases::uuid[])
                    order by message_id, recipient for update)
                update outbound_recipient r set due_at = :now, lease_id = null, leased_by = null,
                    state = case when confirmation is not null then state
                        when attempts = 0 then 'queued' else 'deferred' end
                from locked l where r.message_id = l.message_id and r.recipient = l.recipient""")
                .param("leases", texts(leases))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** When the next one of those is due that are not yet; empty if there is none. */
    Optional<Instant> next(Instant now) {
        return jdbc.sql("select min(due_at) from outbound_recipient where %s and due_at > ?".formatted(WAITS))
                .param(Timestamp.from(now))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    private static String[] texts(Collection<UUID> leases) {
        return leases.stream().map(UUID::toString).toArray(String[]::new);
    }
}
