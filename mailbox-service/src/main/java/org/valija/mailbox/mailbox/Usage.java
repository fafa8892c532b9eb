package org.valija.mailbox.mailbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;

/**
 * How much an account holds. Its lock comes before those of the account's mailboxes, and keeps their names and numbers
 * from changing in between.
 */
@Component
public final class Usage {

    private final JdbcClient jdbc;

    Usage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the account for the rest of the transaction.
     *
     * @return how many octets fit in
     * @throws MailboxException.NotFound if it has been deleted
     */
    public long lock(AccountId account) {
        return jdbc.sql("select case when quota_bytes = 0 then " + Long.MAX_VALUE + " else quota_bytes - used_bytes end"
                        + " from account where id = :account for no key update")
                .param("account", account.value())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound("no such account"));
    }

    /** Adds what the messages come to, which may be less than nothing. */
    public void changed(AccountId account, Tally tally) {
        jdbc.sql("""
                        update account set used_bytes = used_bytes + :octets, used_messages = used_messages + :messages
                        where id = :account""")
                .param("octets", tally.size())
                .param("messages", tally.messages())
                .param("account", account.value())
                .update();
    }
}
