package org.valija.mailbox.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.mailbox.Usage;

/** Finds out who addresses belong to: through aliases, and aliases of aliases, to accounts. */
@Component
public final class Recipients {

    private static final String POSTMASTER = "postmaster";

    private final JdbcClient jdbc;
    private final AccountProperties properties;

    Recipients(JdbcClient jdbc, AccountProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** An account that mail for an address reaches. */
    private record Reached(AccountId account, String address, boolean enabled, Usage.Room room) {

        boolean hasRoomFor(long size) {
            return Math.max(size, 1) <= room.bytes() && room.messages() > 0;
        }
    }

    /** What the tables say of one address. */
    private record Found(boolean ours, boolean enabled, List<Reached> reached) {}

    /**
     * Resolves many addresses with one statement.
     *
     * @param addresses as an envelope names them
     * @param size octets of the message; 0 if unknown
     * @return an answer for each of them, under the address as it was given
     */
    public Map<String, Recipient> resolve(Collection<String> addresses, long size) {
        var answers = new LinkedHashMap<String, Recipient>();
        var parsed = new LinkedHashMap<String, Address>();
        for (var text : addresses) {
            try {
                parsed.put(text, parse(text));
            } catch (MailboxException e) {
                answers.put(text, new Recipient.Refused(e));
            }
        }
        var found = find(parsed.values());
        parsed.forEach((text, address) -> answers.put(text, answer(address, found, size)));
        return answers;
    }

    /** Resolves one address. */
    public Recipient resolve(String address, long size) {
        return resolve(List.of(address), size).values().iterator().next();
    }

    private Address parse(String text) {
        // RFC 5321, 4.5.1: postmaster alone is an address, in any case
        if (text.toLowerCase(Locale.ROOT).equals(POSTMASTER)) {
            var postmaster = postmaster();
            if (postmaster == null) {
                throw new MailboxException.NotFound("no postmaster is set");
            }
            return postmaster;
        }
        return Address.parse("address", text);
    }

    private @Nullable Address postmaster() {
        return properties.postmaster() == null
                ? null
                : Address.parse("mailbox.accounts.postmaster", properties.postmaster());
    }

    private Recipient answer(Address address, Map<String, Found> found, long size) {
        var it = found.get(address.key());
        if (it == null || !it.ours()) {
            return new Recipient.Remote(address.toString());
        }
        if (!it.enabled()) {
            return new Recipient.Refused(new MailboxException.NotPermitted("the domain is disabled"));
        }
        if (it.reached().isEmpty()) {
            var postmaster = postmaster();
            return postmaster != null
                            && !postmaster.key().equals(address.key())
                            && address.key().startsWith(POSTMASTER + "@")
                    ? answer(postmaster, find(List.of(postmaster)), size)
                    : new Recipient.Refused(new MailboxException.NotFound("no such recipient here"));
        }
        return deliverable(address, it.reached(), size);
    }

    /** All who are enabled get it, or nobody does, so that a sender who tries again doubles nothing. */
    private static Recipient deliverable(Address address, List<Reached> reached, long size) {
        var enabled = reached.stream().filter(Reached::enabled).toList();
        if (enabled.isEmpty()) {
            return new Recipient.Refused(new MailboxException.NotPermitted("the account is disabled"));
        }
        if (!enabled.stream().allMatch(it -> it.hasRoomFor(size))) {
            return new Recipient.Refused(new MailboxException.OverQuota("the mailbox is full"));
        }
        var first = enabled.getFirst();
        var own = enabled.size() == 1
                && Address.parse("address", first.address()).key().equals(address.key());
        return new Recipient.Local(
                own ? first.address() : address.key(),
                enabled.stream().map(Reached::account).toList());
    }

    private Map<String, Found> find(Collection<Address> addresses) {
        var keys = addresses.stream().map(Address::key).distinct().toArray(String[]::new);
        var found = new LinkedHashMap<String, Found>();
        // "union" drops what has been reached before, which ends the walk where aliases form a loop
        jdbc.sql("""
                with recursive walk (recipient, address) as (
                  select key, key collate "C" from unnest(?) as given (key)
                  union
                  select w.recipient, t.target from walk w join alias_target t on t.alias = w.address
                ), reached as (
                  select w.recipient, a.id, a.display_address, a.enabled and d.enabled as enabled, a.used_bytes, a.used_messages,
                """ + Usage.QUOTA_BYTES + " as quota_bytes, " + Usage.QUOTA_MESSAGES + """
                 as quota_messages
              from walk w join account a on a.address = w.address join domain d on d.name = a.domain
            )
            select g.key, d.name is not null as ours, d.enabled as domain_enabled,
              r.id, r.display_address, r.enabled, r.quota_bytes, r.used_bytes, r.quota_messages, r.used_messages
            from unnest(?) as g (key)
            left join domain d on d.name = substring(g.key from '@([^@]*)$')
            left join reached r on r.recipient = g.key
            order by r.id\
            """)
                .param(1, keys)
                .param(2, keys)
                .query(row -> {
                    boolean ours = row.getBoolean("ours");
                    boolean enabled = row.getBoolean("domain_enabled");
                    var it = found.computeIfAbsent(
                            row.getString("key"), _ -> new Found(ours, enabled, new ArrayList<>()));
                    long id = row.getLong("id");
                    if (!row.wasNull()) {
                        it.reached()
                                .add(new Reached(
                                        new AccountId(id),
                                        row.getString("display_address"),
                                        row.getBoolean("enabled"),
                                        Usage.Room.of(
                                                row.getLong("quota_bytes"),
                                                row.getLong("used_bytes"),
                                                row.getLong("quota_messages"),
                                                row.getLong("used_messages"))));
                    }
                });
        return found;
    }
}
