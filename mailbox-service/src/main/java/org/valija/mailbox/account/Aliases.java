package org.valija.mailbox.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Cursor;

/** Addresses whose mail goes to other addresses: RFC 5321, 3.9.1. */
@Component
final class Aliases {

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Domains domains;
    private final AddressBook addresses;

    Aliases(JdbcClient jdbc, Transactions transactions, Domains domains, AddressBook addresses) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.domains = domains;
        this.addresses = addresses;
    }

    /** @param targets that are the same but for case count once */
    Alias create(Address address, List<Address> targets) {
        return transactions.write(() -> {
            domains.hold(address.domain());
            addresses.claim(address);
            for (int i = 0; i < targets.size(); i++) {
                checkTarget("targets[" + i + "]", targets.get(i), address);
            }
            jdbc.sql("insert into alias (address, domain) values (?, ?)")
                    .params(address.key(), address.domain().value())
                    .update();
            var keys = targets.stream().map(Address::key).distinct().toArray(String[]::new);
            jdbc.sql("""
                    insert into alias_target (alias, target, position)
                    select ?, target, position from unnest(?) with ordinality as t (target, position)""").param(1, address.key()).param(2, keys).update();
            return new Alias(address.key(), List.of(keys));
        });
    }

    private void checkTarget(String field, Address target, Address alias) {
        if (!addresses.isTaken(target)) {
            throw new MailboxException.Invalid(field, target + " is no account or alias here");
        }
        boolean loops = jdbc.sql("""
                with recursive walk (address) as (
                  select :target collate "C"
                  union
                  select t.target from walk w join alias_target t on t.alias = w.address
                )
                select exists (select from walk where address = :alias)""")
                .param("target", target.key())
                .param("alias", alias.key())
                .query(Boolean.class)
                .single();
        if (loops) {
            throw new MailboxException.Invalid(field, "mail for " + target + " goes to " + alias + " already");
        }
    }

    Page<Alias> list(@Nullable DomainName domain, @Nullable String after, int limit) {
        var found = jdbc.sql("""
                select address, array(select target from alias_target where alias = address order by position)
                from alias
                where address > coalesce(:after, '') and (:domain::text is null or domain = :domain)
                order by address limit :limit""")
                .param("after", after)
                .param("domain", domain == null ? null : domain.value())
                .param("limit", limit + 1)
                .query((row, _) -> new Alias(
                        row.getString(1), List.of((String[]) row.getArray(2).getArray())))
                .list();
        return Cursor.page(found, limit, Alias::address);
    }

    void delete(Address address) {
        int deleted = jdbc.sql("delete from alias where address = ?")
                .param(address.key())
                .update();
        if (deleted == 0) {
            throw new MailboxException.NotFound("there is no alias " + address);
        }
    }
}
