package org.valija.mailbox.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.audit.Audit;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Cursor;
import org.valija.mailbox.web.Preconditions;

/** Addresses whose mail goes to other addresses: RFC 5321, 3.9.1. */
@Component
final class Aliases {

    private static final String SELECT = """
            select coalesce(a.display_address, a.address) as address, array(
              select coalesce(t.display, t.target) from alias_target t where t.alias = a.address order by t.position)
              as targets
            from alias a""";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Domains domains;
    private final AddressBook addresses;
    private final AddressWalk walk;
    private final Recipients recipients;
    private final Preconditions preconditions;

    Aliases(
            JdbcClient jdbc,
            Transactions transactions,
            Domains domains,
            AddressBook addresses,
            AddressWalk walk,
            Recipients recipients,
            Preconditions preconditions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.domains = domains;
        this.addresses = addresses;
        this.walk = walk;
        this.recipients = recipients;
        this.preconditions = preconditions;
    }

    /** @param targets that are the same but for case count once */
    Alias create(Address address, List<Address> targets) {
        return transactions.write(() -> {
            domains.hold(address.domain());
            addresses.claim(address);
            check(address, targets);
            jdbc.sql("insert into alias (address, domain, display_address) values (?, ?, ?)")
                    .params(address.key(), address.domain().value(), address.display())
                    .update();
            insert(address, targets);
            return get(address);
        });
    }

    Alias change(Address address, List<Address> targets) {
        return transactions.write(() -> {
            lock(address);
            check(address, targets);
            jdbc.sql("delete from alias_target where alias = ?")
                    .param(address.key())
                    .update();
            insert(address, targets);
            return get(address);
        });
    }

    private void insert(Address alias, List<Address> targets) {
        var distinct = targets.stream()
                .collect(Collectors.toMap(Address::key, it -> it, (first, _) -> first, LinkedHashMap::new));
        jdbc.sql("""
                insert into alias_target (alias, target, display, position)
                select ?, target, display, position from unnest(?, ?) with ordinality as t (target, display, position)""")
                .param(1, alias.key())
                .param(2, distinct.keySet().toArray(String[]::new))
                .param(3, distinct.values().stream().map(Address::display).toArray(String[]::new))
                .update();
    }

    /** A target leads to somebody, here or elsewhere, and not back to the alias. */
    private void check(Address alias, List<Address> targets) {
        var places = walk.follow(targets.stream().map(Address::key).toList(), true);
        var resolved = recipients.resolve(
                targets.stream().map(Address::toString).distinct().toList(), 0);
        for (int i = 0; i < targets.size(); i++) {
            var target = targets.get(i);
            var field = "targets[" + i + "]";
            if (places.getOrDefault(target.key(), List.of()).stream()
                    .anyMatch(place -> place.address().equals(alias.key()))) {
                throw new MailboxException.Invalid(
                        field, "mail for " + target.display() + " goes to " + alias.display() + " already");
            }
            if (resolved.get(target.toString()) instanceof Recipient.Refused(MailboxException.NotFound _)) {
                throw new MailboxException.Invalid(field, target.display() + " is nobody here");
            }
        }
    }

    /** In the order of the addresses as they are looked up. */
    Page<Alias> list(@Nullable DomainName domain, @Nullable String after, int limit) {
        var found = jdbc.sql(SELECT + """
                 where a.address > coalesce(:after, '') and (:domain::text is null or a.domain = :domain)
                order by a.address limit :limit""")
                .param("after", after)
                .param("domain", domain == null ? null : domain.value())
                .param("limit", limit + 1)
                .query(Aliases::read)
                .list();
        return Cursor.page(
                found, limit, alias -> Address.parse("address", alias.address()).key());
    }

    Alias get(Address address) {
        return jdbc.sql(SELECT + " where a.address = ?")
                .param(address.key())
                .query(Aliases::read)
                .optional()
                .orElseThrow(() -> notFound(address));
    }

    void delete(Address address) {
        transactions.run(() -> {
            lock(address);
            Audit.before(get(address));
            jdbc.sql("delete from alias where address = ?").param(address.key()).update();
        });
    }

    /** Keeps an alias from being changed by others in this transaction, if it is as the caller has seen it. */
    private void lock(Address address) {
        var _ = jdbc.sql("select address from alias where address = ? for update")
                .param(address.key())
                .query(String.class)
                .optional()
                .orElseThrow(() -> notFound(address));
        preconditions.check(get(address));
    }

    private static MailboxException notFound(Address address) {
        return new MailboxException.NotFound("there is no alias " + address.display());
    }

    private static Alias read(ResultSet row, int number) throws SQLException {
        return new Alias(row.getString("address"), List.of((String[])
                row.getArray("targets").getArray()));
    }
}
