package org.valija.mailbox.mailbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.UsageRecount;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.transaction.Transactions;

/** Counts the messages of an account anew. */
@Component
public final class Recount {

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Usage usage;

    Recount(JdbcClient jdbc, Transactions transactions, Usage usage) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.usage = usage;
    }

    /**
     * Mends the counters of the mailboxes, then those of the account from them.
     *
     * @throws MailboxException.NotFound if there is no such account
     */
    public UsageRecount run(AccountId account) {
        return transactions.write(() -> {
            usage.lock(account);
            lockMailboxes(account);
            int mended = mendMailboxes(account);
            return jdbc.sql("""
                    update account a set used_bytes = c.octets, used_messages = c.messages
                    from (select coalesce(sum(size), 0)::bigint as octets, coalesce(sum(messages), 0)::bigint as messages
                        from mailbox where account_id = :account) c
                    where a.id = :account
                    returning old.used_bytes, new.used_bytes, old.used_messages, new.used_messages""")
                    .param("account", account.value())
                    .query((row, _) ->
                            new UsageRecount(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), mended))
                    .single();
        });
    }

    /** Flags change under the lock of their mailbox alone. */
    private void lockMailboxes(AccountId account) {
        jdbc.sql("select id from mailbox where account_id = ? order by id for no key update")
                .param(account.value())
                .query()
                .listOfRows();
    }

    private int mendMailboxes(AccountId account) {
        return jdbc.sql("""
                with counted as (
                    select b.id, count(m.uid) as messages, coalesce(sum(m.size), 0)::bigint as size,
                        count(m.uid) filter (where m.flags & :seen = 0) as unseen,
                        count(m.uid) filter (where m.flags & :deleted <> 0) as deleted
                    from mailbox b left join message_now m on m.account_id = :account and m.mailbox_id = b.id
                    where b.account_id = :account group by b.id)
                update mailbox b
                set messages = c.messages, size = c.size, unseen = c.unseen, deleted = c.deleted
                from counted c where b.account_id = :account and b.id = c.id
                    and (b.messages, b.size, b.unseen, b.deleted)
                        is distinct from (c.messages, c.size, c.unseen, c.deleted)""")
                .param("account", account.value())
                .param("seen", SystemFlag.SEEN.bit())
                .param("deleted", SystemFlag.DELETED.bit())
                .update();
    }
}
