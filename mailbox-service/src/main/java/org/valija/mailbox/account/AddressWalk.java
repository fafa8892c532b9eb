package org.valija.mailbox.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.mailbox.Usage;

/**
 * Follows addresses to where they lead, many with one statement. From an address of ours that is no account's, the first of
 * these leads on:
 *
 * <ol>
 *   <li>an alias, to each of its targets;
 *   <li>a domain that is another name of one, to the same local part there, where an account or alias has it;
 *   <li>a sub-address, to the longest user in front of a separator (RFC 5233, 4); the detail goes along;
 *   <li>a domain that is another name of one, to whatever comes of that local part there;
 *   <li>a catch-all.
 * </ol>
 *
 * <p>An address that has been reached before is not followed again, which ends the walk wherever aliases form a loop.
 */
@Component
final class AddressWalk {

    /** What an account's row tells, whichever way it was found. */
    private static final String ACCOUNT =
            """
            a.id, a.display_address, a.enabled and d.enabled as enabled, a.deleted_at is not null as deleted,
            a.detail_mailboxes, a.used_bytes, a.used_messages,
            """ + Usage.QUOTA_BYTES + " as quota_bytes, " + Usage.QUOTA_MESSAGES + " as quota_messages";

    /** Addresses of accounts lead nowhere else. */
    private static final String HERE = """
            select a.address as recipient, a.address, null as display, null as detail, true as ours,
              d.enabled as domain_enabled, %s
            from account a join domain d on d.name = a.domain where a.address = any(?)""".formatted(ACCOUNT);

    private static final String FOLLOW = """
            with recursive walk (recipient, address, display, detail) as (
              select key, key collate "C", null::text, null::text collate "C" from unnest(?) as given (key)
              union
              select w.recipient, n.address collate "C", n.display, coalesce(n.detail, w.detail) collate "C"
              from walk w
              join domain d on d.name = substring(w.address from '@([^@]*)$') and d.enabled
              cross join lateral (select left(w.address, -1 - length(d.name)) as name) l
              cross join lateral (
                select s.*, rank() over (order by s.step) as rank from (
                  select 1 as step, t.target as address, t.display, null::text as detail
                  from alias_target t where t.alias = w.address
                  union all
                  select 2, l.name || '@' || d.alias_of, null, null
                  where exists (select from account where address = l.name || '@' || d.alias_of)
                    or exists (select from alias where address = l.name || '@' || d.alias_of)
                  union all
                  (select 3, u.name, null, u.detail
                   from generate_series(2, length(l.name)) i
                   cross join lateral (select left(l.name, i - 1) || '@' || d.name as name,
                     nullif(substring(l.name from i + 1), '') as detail) u
                   where d.subaddressing and substring(l.name from i for 1) = d.separator
                     and (exists (select from account where address = u.name)
                       or exists (select from alias where address = u.name))
                   order by i desc limit 1)
                  union all
                  select 4, l.name || '@' || d.alias_of, null, null where d.alias_of is not null
                  union all
                  select 5, d.catch_all, null, null where d.catch_all is not null and (l.name <> 'postmaster' or ?)
                ) s
              ) n
              where n.rank = 1 and not exists (select from account where address = w.address)
            )
            select w.recipient, w.address, w.display, w.detail, d.name is not null as ours, d.enabled as domain_enabled, %s
            from walk w
            left join domain d on d.name = substring(w.address from '@([^@]*)$')
            left join account a on a.address = w.address
            order by a.id, w.address, w.detail nulls first""".formatted(ACCOUNT);

    private final JdbcClient jdbc;

    AddressWalk(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An address on the way.
     *
     * @param address normalised
     * @param display as an alias that led here writes it; null if none did
     * @param ours whether its domain is one of ours
     * @param domainEnabled whether mail for its domain is accepted, if it is ours
     * @param reached the account that has it; null if none has
     */
    record Place(
            String address,
            @Nullable String display,
            boolean ours,
            boolean domainEnabled,
            @Nullable Account reached) {}

    /**
     * An account that mail reaches.
     *
     * @param enabled whether account and domain both are
     * @param deleted whether it only waits for its removal: to senders it is not there
     * @param detail of the sub-address; null if there is none, or the user does not want it
     */
    record Account(
            AccountId id,
            String address,
            boolean enabled,
            boolean deleted,
            @Nullable String detail,
            Usage.Room room) {}

    /**
     * Follows addresses. Most are those of accounts, which a look into an index tells; only the others are followed.
     *
     * @param catchPostmaster whether a catch-all gets mail for a postmaster who is nobody
     * @return under each key all places that it leads to, itself among them
     */
    Map<String, List<Place>> follow(Collection<String> keys, boolean catchPostmaster) {
        var places = new LinkedHashMap<String, List<Place>>();
        RowCallbackHandler found = row -> places.computeIfAbsent(row.getString("recipient"), _ -> new ArrayList<>())
                .add(place(row));
        jdbc.sql(HERE).param(1, keys.toArray(String[]::new)).query(found);
        var others =
                keys.stream().filter(key -> !places.containsKey(key)).distinct().toArray(String[]::new);
        if (others.length > 0) {
            jdbc.sql(FOLLOW).param(1, others).param(2, catchPostmaster).query(found);
        }
        return places;
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getString("address"),
                row.getString("display"),
                row.getBoolean("ours"),
                row.getBoolean("domain_enabled"),
                account(row));
    }

    private static @Nullable Account account(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        if (row.wasNull()) {
            return null;
        }
        return new Account(
                new AccountId(id),
                row.getString("display_address"),
                row.getBoolean("enabled"),
                row.getBoolean("deleted"),
                row.getBoolean("detail_mailboxes") ? row.getString("detail") : null,
                Usage.Room.of(
                        row.getLong("quota_bytes"),
                        row.getLong("used_bytes"),
                        row.getLong("quota_messages"),
                        row.getLong("used_messages")));
    }
}
