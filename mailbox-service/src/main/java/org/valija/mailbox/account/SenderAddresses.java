package org.valija.mailbox.account;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;

/**
 * The addresses that a user may send as: the own one, aliases that reach the account, through other aliases as well, and
 * each of these in every domain that is another name of its domain. What such a domain is for its mail, it is for what its
 * users send.
 */
@Component
public final class SenderAddresses {

    private static final int MOST = 10_000;

    private final JdbcClient jdbc;

    SenderAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Normalised, the account's own address first; at most 10,000. */
    public List<String> of(AccountId account) {
        return jdbc.sql("""
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
                select b.address from back b join domain d on d.name = substring(b.address from '@([^@]*)$')
                where d.enabled
                order by b.address <> (select address from account where id = :account), b.address limit :most""")
                .param("account", account.value())
                .param("most", MOST)
                .query(String.class)
                .list();
    }
}
