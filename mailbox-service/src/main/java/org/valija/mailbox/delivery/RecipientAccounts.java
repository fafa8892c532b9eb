package org.valija.mailbox.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;

/** Finds the accounts behind the recipients of many messages, through aliases, in one statement. */
@Component
final class RecipientAccounts {

    private final JdbcClient jdbc;

    RecipientAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An account that mail for an address goes to.
     *
     * @param enabled whether the account and its domain are
     */
    record Target(AccountId account, MailboxId inbox, boolean enabled) {}

    /**
     * The accounts behind each address, disabled ones last; none for an address that nobody has.
     *
     * @param addresses normalised
     */
    Map<String, List<Target>> find(Collection<String> addresses) {
        var found = new HashMap<String, List<Target>>();
        // union, not union all: aliases that lead to each other end there
        jdbc.sql("""
                        with recursive reached (recipient, address) as (
                            select a, a collate "C" from unnest(?) as w (a)
                            union
                            select r.recipient, t.target from reached r join alias_target t on t.alias = r.address)
                        select r.recipient, a.id, m.id, a.enabled and d.enabled
                        from reached r
                        join account a on a.address = r.address
                        join domain d on d.name = a.domain
                        join mailbox m on m.account_id = a.id and m.name = 'INBOX'
                        order by 4 desc, 2""").param(addresses.toArray(String[]::new)).query(row -> {
            found.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                    .add(new Target(new AccountId(row.getLong(2)), new MailboxId(row.getLong(3)), row.getBoolean(4)));
        });
        return found;
    }
}
