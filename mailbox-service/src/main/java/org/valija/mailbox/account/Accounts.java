package org.valija.mailbox.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.Account;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.event.EventData.AccountChanged;
import org.valija.mailbox.api.event.EventData.Change;
import org.valija.mailbox.audit.Audit;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.mailbox.Mailboxes;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Cursor;

/** The users who have mail here. */
@Component
final class Accounts {

    private static final String SELECT = "select a.id, a.display_address, a.enabled, a.quota_bytes, a.quota_messages, "
            + Usage.QUOTA_BYTES + " as limit_bytes, " + Usage.QUOTA_MESSAGES + " as limit_messages,"
            + " a.used_bytes, a.used_messages, a.created_at from account a join domain d on d.name = a.domain";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Domains domains;
    private final AddressBook addresses;
    private final Mailboxes mailboxes;
    private final EventLog events;
    private final PasswordVerifiers verifiers;

    Accounts(
            JdbcClient jdbc,
            Transactions transactions,
            Domains domains,
            AddressBook addresses,
            Mailboxes mailboxes,
            EventLog events,
            PasswordVerifiers verifiers) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.domains = domains;
        this.addresses = addresses;
        this.mailboxes = mailboxes;
        this.events = events;
        this.verifiers = verifiers;
    }

    Account create(Address address, Password password, Quota quota) {
        // Before the transaction, as it takes a while
        var verifier = verifiers.make(password);
        return transactions.write(() -> {
            domains.holdForAccount(address.domain());
            addresses.claim(address);
            var account = get(insert(address, verifier, quota));
            mailboxes.createDefaults(account.id());
            events.append(List.of(new AccountChanged(account.id(), Change.CREATED, account.address())));
            return account;
        });
    }

    private AccountId insert(Address address, ScramVerifier verifier, Quota quota) {
        return jdbc.sql("""
                insert into account (address, display_address, domain, quota_bytes, quota_messages,
                  iterations, salt, stored_key, server_key)
                values (:address, :display, :domain, :bytes, :messages, :iterations, :salt, :storedKey, :serverKey)
                returning id""")
                .param("address", address.key())
                .param("display", address.toString())
                .param("domain", address.domain().value())
                .param("bytes", quota.bytes())
                .param("messages", quota.messages())
                .param("iterations", verifier.iterations())
                .param("salt", verifier.salt())
                .param("storedKey", verifier.storedKey())
                .param("serverKey", verifier.serverKey())
                .query((row, _) -> new AccountId(row.getLong(1)))
                .single();
    }

    /** In the order of the addresses as they are looked up. */
    Page<Account> list(@Nullable DomainName domain, @Nullable Address address, @Nullable String after, int limit) {
        var found = jdbc.sql(SELECT + """
                 where a.address > coalesce(:after, '')
                  and (:domain::text is null or a.domain = :domain) and (:address::text is null or a.address = :address)
                order by a.address limit :limit""")
                .param("after", after)
                .param("domain", domain == null ? null : domain.value())
                .param("address", address == null ? null : address.key())
                .param("limit", limit + 1)
                .query(Accounts::read)
                .list();
        return Cursor.page(
                found, limit, it -> Address.parse("address", it.address()).key());
    }

    Account get(AccountId id) {
        return jdbc.sql(SELECT + " where a.id = ?")
                .param(id.value())
                .query(Accounts::read)
                .optional()
                .orElseThrow(Accounts::notFound);
    }

    Account change(AccountId id, AccountChange change) {
        var verifier = change.password() == null ? null : verifiers.make(id, Password.set(change.password()));
        return transactions.write(() -> {
            var before = lock(id);
            Audit.before(before);
            var changes = new ArrayList<Change>();
            if (verifier != null) {
                setPassword(id, verifier);
                changes.add(Change.PASSWORD_CHANGED);
            }
            if (change.enabled() != null && change.enabled() != before.enabled()) {
                jdbc.sql("update account set enabled = ? where id = ?")
                        .params(change.enabled(), id.value())
                        .update();
                changes.add(change.enabled() ? Change.ENABLED : Change.DISABLED);
            }
            var quota = quota(before, change);
            if (!quota.equals(new Quota(before.quotaBytes(), before.quotaMessages()))) {
                jdbc.sql("update account set quota_bytes = ?, quota_messages = ? where id = ?")
                        .params(quota.bytes(), quota.messages(), id.value())
                        .update();
                changes.add(Change.QUOTA_CHANGED);
            }
            events.append(changes.stream()
                    .map(what -> new AccountChanged(id, what, before.address()))
                    .toList());
            return get(id);
        });
    }

    private static Quota quota(Account before, AccountChange change) {
        boolean own = change.quotaBytes() != null || change.quotaMessages() != null;
        if (!Boolean.TRUE.equals(change.domainQuota())) {
            return new Quota(
                    change.quotaBytes() == null ? before.quotaBytes() : change.quotaBytes(),
                    change.quotaMessages() == null ? before.quotaMessages() : change.quotaMessages());
        }
        if (own) {
            throw new MailboxException.Invalid("domainQuota", "either the quota of the domain, or quotas of its own");
        }
        return new Quota(null, null);
    }

    private void setPassword(AccountId id, ScramVerifier verifier) {
        jdbc.sql("""
                update account set iterations = ?, salt = ?, stored_key = ?, server_key = ?,
                  password_version = password_version + 1
                where id = ?""")
                .params(verifier.iterations(), verifier.salt(), verifier.storedKey(), verifier.serverKey(), id.value())
                .update();
    }

    /** Its mailboxes and messages go with it; content that nobody else has is left to the sweeper. */
    void delete(AccountId id) {
        transactions.run(() -> {
            var account = lock(id);
            Audit.before(account);
            events.append(List.of(new AccountChanged(id, Change.DELETED, account.address())));
            jdbc.sql("delete from account where id = ?").param(id.value()).update();
        });
    }

    private Account lock(AccountId id) {
        return jdbc.sql(SELECT + " where a.id = ? for update of a")
                .param(id.value())
                .query(Accounts::read)
                .optional()
                .orElseThrow(Accounts::notFound);
    }

    private static MailboxException notFound() {
        return new MailboxException.NotFound("no such account");
    }

    private static Account read(ResultSet row, int number) throws SQLException {
        return new Account(
                new AccountId(row.getLong("id")),
                row.getString("display_address"),
                row.getBoolean("enabled"),
                row.getObject("quota_bytes", Long.class),
                row.getObject("quota_messages", Long.class),
                row.getLong("limit_bytes"),
                row.getLong("limit_messages"),
                row.getLong("used_bytes"),
                row.getLong("used_messages"),
                row.getTimestamp("created_at").toInstant());
    }
}
