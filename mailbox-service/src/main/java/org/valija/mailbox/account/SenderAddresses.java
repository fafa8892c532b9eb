package org.valija.mailbox.account;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;

/**
 * The addresses that a user may send as: the own one, aliases that reach the account, through other aliases as well, each
 * of these in every domain that is another name of its domain, and those that were granted. What such a domain is for its
 * mail, it is for what its users send.
 */
@Component
public final class SenderAddresses {

    private static final int MOST = 10_000;

    private static final String OWN = """
            with recursive back (address) as (
              select address from account where id = :account
              union
              select n.address collate "C" from back b cross join lateral (
                select t.alias as address from alias_target t where t.target = b.address
                union all
                select left(b.address, -length(d.alias_of)) || d.name from domain d
                where d.alias_of = substring(b.address from '@([^@]*)$')
                  and not exists (select from alias a
                    where a.address = left(b.address, -length(d.alias_of)) || d.name)
              ) n
            )
            """;

    private final JdbcClient jdbc;

    SenderAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the account may send as this address: one of those, or a sub-address. */
    boolean mayUse(AccountId account, Address sender) {
        return of(account).contains(sender.key())
                || subAddressesOf(account).stream().anyMatch(own -> isSubAddress(sender.key(), own));
    }

    private static boolean isSubAddress(String address, String own) {
        int at = own.lastIndexOf('@');
        return address.length() > own.length()
                && address.startsWith(own.substring(0, at))
                && address.endsWith(own.substring(at));
    }

    /** Normalised, the account's own address first; at most 10,000. */
    public List<String> of(AccountId account) {
        return jdbc.sql(OWN + """
                select b.address
                from (select address from back
                  union select address from granted_sender where account_id = :account) b
                join domain d on d.name = substring(b.address from '@([^@]*)$')
                where d.enabled
                order by b.address <> (select address from account where id = :account), b.address limit :most""")
                .param("account", account.value())
                .param("most", MOST)
                .query(String.class)
                .list();
    }

    /**
     * Sub-addresses of the own ones (RFC 5233, 4), with nothing behind the separator: {@code ann+@example.org}. The user may
     * send as each address that begins so, as its mail comes to the user; so there is none where it may be somebody else's.
     */
    public List<String> subAddressesOf(AccountId account) {
        return jdbc.sql(OWN + """
                select s.start || '@' || d.name
                from back b join domain d on d.name = substring(b.address from '@([^@]*)$')
                cross join lateral (select left(b.address, -1 - length(d.name)) || d.separator as start) s
                where d.enabled and d.subaddressing
                  and not exists (select from account a where a.address > s.start collate "C"
                    and starts_with(a.address, s.start) and a.address like '%@' || d.name)
                  and not exists (select from alias a where a.address > s.start collate "C"
                    and starts_with(a.address, s.start) and a.address like '%@' || d.name)
                order by b.address limit :most""")
                .param("account", account.value())
                .param("most", MOST)
                .query(String.class)
                .list();
    }
}
