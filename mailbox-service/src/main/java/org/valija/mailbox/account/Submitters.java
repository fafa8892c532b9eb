package org.valija.mailbox.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;

/** Who may send to other servers: those who have an account here, as themselves. */
@Component
public final class Submitters {

    private final JdbcClient jdbc;
    private final SenderAddresses senders;

    Submitters(JdbcClient jdbc, SenderAddresses senders) {
        this.jdbc = jdbc;
        this.senders = senders;
    }

    /**
     * The domain that an account sends for.
     *
     * @param reversePath that it sends from; empty for the null one, as receipts have it
     * @throws MailboxException.NotPermitted if it may not: it is disabled, or the address is not one of its own
     */
    public String domain(AccountId account, String reversePath) {
        var domain = jdbc.sql("""
                select d.name from account a join domain d on d.name = a.domain
                where a.id = ? and a.enabled and a.deleted_at is null and d.enabled""")
                .param(account.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new MailboxException.NotPermitted("the account is disabled, or gone"));
        if (reversePath.isEmpty()) {
            return domain;
        }
        var from = Address.parse("reversePath", reversePath);
        if (!senders.mayUse(account, from)) {
            throw new MailboxException.NotPermitted("not an address of the account");
        }
        return from.domain().value();
    }
}
