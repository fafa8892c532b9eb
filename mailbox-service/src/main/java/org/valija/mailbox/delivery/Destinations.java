package org.valija.mailbox.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.mailbox.SpecialUse;

/** Finds mailboxes other than INBOX that messages are for. */
@Component
final class Destinations {

    private final JdbcClient jdbc;

    Destinations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where a message should go.
     *
     * @param detail the mailbox that a sub-address names, in any case; null for the one with the special use Junk
     */
    record Wish(AccountId account, @Nullable String detail) {}

    /**
     * Looks for the mailboxes of accounts, which are locked, so that these stay until the transaction ends, and locks them
     * as well. A sub-address names none with a special use: whoever writes to {@code ann+sent@} should not write into what
     * Ann sent. Where two names differ in case only, the one written like the detail comes first.
     *
     * @return those that there are
     */
    Map<Wish, Target> find(Collection<Wish> wishes) {
        var wanted = List.copyOf(wishes);
        var found = new HashMap<Wish, Target>();
        if (!wanted.isEmpty()) {
            jdbc.sql("""
                            select w.n, m.id, m.uid_next, m.highest_modseq
                            from unnest(?, ?) with ordinality as w (account, detail, n)
                            cross join lateral (
                                select id from mailbox where account_id = w.account and case
                                    when w.detail is null then special_use = ?
                                    else special_use is null and casefold(name collate "pg_unicode_fast")
                                        = casefold(w.detail collate "pg_unicode_fast") end
                                order by name <> w.detail, name limit 1) found
                            join mailbox m on m.account_id = w.account and m.id = found.id
                            order by m.id for no key update of m""")
                    .param(wanted.stream().map(wish -> wish.account().value()).toArray(Long[]::new))
                    .param(wanted.stream().map(Wish::detail).toArray(String[]::new))
                    .param(SpecialUse.JUNK.word())
                    .query(row -> {
                        var target = new Target(new MailboxId(row.getLong(2)), row.getLong(3), row.getLong(4) + 1);
                        found.put(wanted.get(row.getInt(1) - 1), target);
                    });
        }
        return found;
    }
}
