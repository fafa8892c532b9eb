package org.valija.mailbox.retention;

import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.retention.Retention;
import org.valija.mailbox.api.retention.RetentionInForce;
import org.valija.mailbox.transaction.Transactions;

/** What accounts and domains say of retention, and what comes of it. */
@Component
@EnableConfigurationProperties(RetentionProperties.class)
final class Retentions {

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final RetentionProperties properties;

    Retentions(JdbcClient jdbc, Transactions transactions, RetentionProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.properties = properties;
    }

    RetentionInForce ofDomain(DomainName domain) {
        return find("select trash_days, junk_days, trash_days, junk_days from domain where name = ?", domain.value())
                .orElseThrow(() -> new MailboxException.NotFound("there is no domain " + domain.value()));
    }

    RetentionInForce ofAccount(AccountId account) {
        return find("""
                select a.trash_days, a.junk_days, coalesce(a.trash_days, d.trash_days), coalesce(a.junk_days, d.junk_days)
                from account a join domain d on d.name = a.domain where a.id = ?""", account.value()).orElseThrow(() -> new MailboxException.NotFound("no such account"));
    }

    private Optional<RetentionInForce> find(String sql, Object key) {
        return jdbc.sql(sql)
                .param(key)
                .query((row, _) -> {
                    var own = new Retention(row.getObject(1, Integer.class), row.getObject(2, Integer.class));
                    var trash = row.getObject(3, Integer.class);
                    var junk = row.getObject(4, Integer.class);
                    return new RetentionInForce(
                            own,
                            trash == null ? properties.trashDays() : trash,
                            junk == null ? properties.junkDays() : junk);
                })
                .optional();
    }

    RetentionInForce set(DomainName domain, Retention retention) {
        return transactions.write(() -> {
            jdbc.sql("update domain set trash_days = ?, junk_days = ? where name = ?")
                    .param(1, retention.trashDays())
                    .param(2, retention.junkDays())
                    .param(3, domain.value())
                    .update();
            return ofDomain(domain);
        });
    }

    RetentionInForce set(AccountId account, Retention retention) {
        return transactions.write(() -> {
            jdbc.sql("update account set trash_days = ?, junk_days = ? where id = ?")
                    .param(1, retention.trashDays())
                    .param(2, retention.junkDays())
                    .param(3, account.value())
                    .update();
            return ofAccount(account);
        });
    }
}
