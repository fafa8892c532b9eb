package org.valija.mailbox.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.Account;
import org.valija.mailbox.api.event.EventData.AccountChanged;
import org.valija.mailbox.api.event.EventData.Change;
import org.valija.mailbox.audit.Audit;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Preconditions;

/**
 * Deletes accounts, and brings them back. A deleted account is a disabled one that nobody can enable: it receives nothing and
 * lets nobody in, and it keeps its address, so that nobody else gets mail that was for it.
 */
@Component
class Deletion {

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Accounts accounts;
    private final EventLog events;
    private final Preconditions preconditions;
    private final AccountProperties properties;
    private final Clock clock;

    Deletion(
            JdbcClient jdbc,
            Transactions transactions,
            Accounts accounts,
            EventLog events,
            Preconditions preconditions,
            AccountProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.accounts = accounts;
        this.events = events;
        this.preconditions = preconditions;
        this.properties = properties;
        this.clock = clock;
    }

    void delete(AccountId id, boolean immediately) {
        transactions.run(() -> {
            var account = accounts.lock(id);
            preconditions.check(account);
            Audit.before(account);
            if (account.deletedAt() == null) {
                mark(account);
            }
            if (immediately || properties.deletionGrace().isZero()) {
                remove(account);
            }
        });
    }

    private void mark(Account account) {
        var now = clock.instant();
        jdbc.sql("""
                update account set enabled = false, enabled_before_deletion = enabled, deleted_at = ?, purge_at = ?
                where id = ?""")
                .params(
                        Timestamp.from(now),
                        Timestamp.from(now.plus(properties.deletionGrace())),
                        account.id().value())
                .update();
        events.append(List.of(new AccountChanged(account.id(), Change.DELETED, account.address())));
    }

    /** Its mailboxes and messages go with it; content that nobody else has is left to the sweeper. */
    private void remove(Account account) {
        events.append(List.of(new AccountChanged(account.id(), Change.PURGED, account.address())));
        jdbc.sql("delete from account where id = ?").param(account.id().value()).update();
    }

    Account undelete(AccountId id) {
        return transactions.write(() -> {
            var account = accounts.lock(id);
            Audit.before(account);
            if (account.deletedAt() == null) {
                throw new MailboxException.InUse("the account was not deleted");
            }
            jdbc.sql("""
                    update account set enabled = enabled_before_deletion, enabled_before_deletion = null,
                      deleted_at = null, purge_at = null
                    where id = ?""").param(id.value()).update();
            events.append(List.of(new AccountChanged(id, Change.UNDELETED, account.address())));
            return accounts.get(id);
        });
    }

    /** Accounts whose time is over; how many of them at most. */
    List<AccountId> due(int most) {
        return jdbc.sql("select id from account where purge_at <= ? order by purge_at, id limit ?")
                .params(Timestamp.from(clock.instant()), most)
                .query((row, _) -> new AccountId(row.getLong(1)))
                .list();
    }

    /** Removes an account for good, unless it was undeleted meanwhile. */
    void purge(AccountId id) {
        transactions.run(() -> {
            boolean due = jdbc.sql("select purge_at <= ? from account where id = ? for update")
                    .params(Timestamp.from(clock.instant()), id.value())
                    .query((row, _) -> row.getBoolean(1))
                    .optional()
                    .orElse(false);
            if (due) {
                remove(accounts.get(id));
            }
        });
    }
}
