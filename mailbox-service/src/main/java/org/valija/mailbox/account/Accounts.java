package org.valija.mailbox.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.Account;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountUsage;
import org.valija.mailbox.api.event.EventData.AccountChanged;
import org.valija.mailbox.api.event.EventData.Change;
import org.valija.mailbox.audit.Audit;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.mailbox.DefaultMailboxes;
import org.valija.mailbox.mailbox.MailboxProperties;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Cursor;
import org.valija.mailbox.web.Preconditions;

/** The users who have mail here. */
@Component
final class Accounts {

    private static final String SELECT = "select a.id, a.display_address, a.enabled, a.quota_bytes, a.quota_messages,"
            + " a.quota_mailboxes, "
            + Usage.QUOTA_BYTES + " as limit_bytes, " + Usage.QUOTA_MESSAGES + " as limit_messages, "
            + Usage.QUOTA_MAILBOXES + " as limit_mailboxes,"
            + " a.used_bytes, a.used_messages, a.created_at, a.deleted_at, a.purge_at from account a join domain d on d.name = a.domain";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Domains domains;
    private final AddressBook addresses;
    private final DefaultMailboxes mailboxes;
    private final EventLog events;
    private final PasswordVerifiers verifiers;
    private final Renaming renaming;
    private final Preconditions preconditions;
    private final MailboxProperties limits;

    Accounts(
            JdbcClient jdbc,
            Transactions transactions,
            Domains domains,
            AddressBook addresses,
            DefaultMailboxes mailboxes,
            EventLog events,
            PasswordVerifiers verifiers,
            Renaming renaming,
            Preconditions preconditions,
            MailboxProperties limits) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.domains = domains;
        this.addresses = addresses;
        this.mailboxes = mailboxes;
        this.events = events;
        this.verifiers = verifiers;
        this.renaming = renaming;
        this.preconditions = preconditions;
        this.limits = limits;
    }

    Account create(Address address, Password password, Quota quota) {
        // Before the transaction, as it takes a while
        var verifier = verifiers.make(password);
        return transactions.write(() -> {
            domains.holdForAccount(address.domain());
            addresses.claim(address);
            var account =
                    insert(List.of(new WantedAccount(address, verifier, quota))).getFirst();
            mailboxes.create(List.of(account.id()));
            events.append(List.of(new AccountChanged(account.id(), Change.CREATED, account.address())));
            return account;
        });
    }

    /** Writes accounts whose addresses have been claimed, with one statement; in the order in which they are given. */
    List<Account> insert(List<WantedAccount> wanted) {
        var ids = jdbc.sql("""
                insert into account (address, display_address, domain, quota_bytes, quota_messages, quota_mailboxes,
                  iterations, salt, stored_key, server_key)
                select address, display, domain, bytes, messages, mailboxes, iterations, salt, stored_key, server_key
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality as w
                  (address, display, domain, bytes, messages, mailboxes, iterations, salt, stored_key, server_key, n)
                order by n returning id""")
                .param(column(wanted, it -> it.address().key(), String[]::new))
                .param(column(wanted, it -> it.address().toString(), String[]::new))
                .param(column(wanted, it -> it.address().domain().value(), String[]::new))
                .param(column(wanted, it -> it.quota().bytes(), Long[]::new))
                .param(column(wanted, it -> it.quota().messages(), Long[]::new))
                .param(column(wanted, it -> it.quota().mailboxes(), Long[]::new))
                .param(column(wanted, it -> it.verifier().iterations(), Integer[]::new))
                .param(column(wanted, it -> it.verifier().salt(), byte[][]::new))
                .param(column(wanted, it -> it.verifier().storedKey(), byte[][]::new))
                .param(column(wanted, it -> it.verifier().serverKey(), byte[][]::new))
                .query((row, _) -> row.getLong(1))
                .list();
        return jdbc.sql(SELECT + " where a.id = any(?) order by a.id")
                .param(ids.toArray(Long[]::new))
                .query(this::read)
                .list();
    }

    private static <T extends @Nullable Object> T[] column(
            List<WantedAccount> wanted, Function<WantedAccount, T> value, IntFunction<T[]> array) {
        return wanted.stream().map(value).toArray(array);
    }

    /** In the order of the addresses as they are looked up. */
    Page<Account> list(
            @Nullable DomainName domain,
            @Nullable Address address,
            boolean deleted,
            @Nullable String after,
            int limit) {
        var found = jdbc.sql(SELECT + """
                 where a.address > coalesce(:after, '')
                  and (a.deleted_at is not null) = :deleted
                  and (:domain::text is null or a.domain = :domain) and (:address::text is null or a.address = :address)
                order by a.address limit :limit""")
                .param("deleted", deleted)
                .param("after", after)
                .param("domain", domain == null ? null : domain.value())
                .param("address", address == null ? null : address.key())
                .param("limit", limit + 1)
                .query(this::read)
                .list();
        return Cursor.page(
                found, limit, it -> Address.parse("address", it.address()).key());
    }

    Account get(AccountId id) {
        return jdbc.sql(SELECT + " where a.id = ?")
                .param(id.value())
                .query(this::read)
                .optional()
                .orElseThrow(Accounts::notFound);
    }

    Account change(AccountId id, AccountChange change) {
        var verifier = change.password() == null ? null : verifiers.make(id, Password.set(change.password()));
        return transactions.write(() -> {
            var before = lock(id);
            preconditions.check(before);
            Audit.before(before);
            if (before.deletedAt() != null) {
                throw new MailboxException.NotFound("the account was deleted: undelete it first");
            }
            var changes = new ArrayList<Change>();
            if (change.address() != null) {
                var wanted = Address.parse("address", change.address());
                if (!wanted.toString().equals(before.address())) {
                    renaming.rename(id, Address.parse("address", before.address()), wanted);
                    changes.add(Change.RENAMED);
                }
            }
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
            if (!quota.equals(new Quota(before.quotaBytes(), before.quotaMessages(), before.quotaMailboxes()))) {
                jdbc.sql("update account set quota_bytes = ?, quota_messages = ?, quota_mailboxes = ? where id = ?")
                        .param(quota.bytes())
                        .param(quota.messages())
                        .param(quota.mailboxes())
                        .param(id.value())
                        .update();
                changes.add(Change.QUOTA_CHANGED);
            }
            var after = get(id);
            events.append(changes.stream()
                    .map(what -> new AccountChanged(id, what, after.address()))
                    .toList());
            return after;
        });
    }

    private static Quota quota(Account before, AccountChange change) {
        boolean own = change.quotaBytes() != null || change.quotaMessages() != null || change.quotaMailboxes() != null;
        if (!Boolean.TRUE.equals(change.domainQuota())) {
            return new Quota(
                    change.quotaBytes() == null ? before.quotaBytes() : change.quotaBytes(),
                    change.quotaMessages() == null ? before.quotaMessages() : change.quotaMessages(),
                    change.quotaMailboxes() == null ? before.quotaMailboxes() : change.quotaMailboxes());
        }
        if (own) {
            throw new MailboxException.Invalid("domainQuota", "either the quota of the domain, or quotas of its own");
        }
        return Quota.DEFAULT;
    }

    private void setPassword(AccountId id, ScramVerifier verifier) {
        jdbc.sql("""
                update account set iterations = ?, salt = ?, stored_key = ?, server_key = ?,
                  password_version = password_version + 1
                where id = ?""")
                .params(verifier.iterations(), verifier.salt(), verifier.storedKey(), verifier.serverKey(), id.value())
                .update();
    }

    AccountUsage usage(AccountId id) {
        return transactions.snapshot(() -> {
            var account = get(id);
            var mailboxes = jdbc.sql("select id, name, messages, size from mailbox where account_id = ? order by name")
                    .param(id.value())
                    .query((row, _) -> new AccountUsage.OfMailbox(
                            new MailboxId(row.getLong(1)), row.getString(2), row.getLong(3), row.getLong(4)))
                    .list();
            return new AccountUsage(
                    account.usedBytes(),
                    account.usedMessages(),
                    account.limitBytes(),
                    account.limitMessages(),
                    account.limitMailboxes(),
                    mailboxes);
        });
    }

    /** As it is, for nobody else to change in this transaction. */
    Account lock(AccountId id) {
        return jdbc.sql(SELECT + " where a.id = ? for update of a")
                .param(id.value())
                .query(this::read)
                .optional()
                .orElseThrow(Accounts::notFound);
    }

    private static MailboxException notFound() {
        return new MailboxException.NotFound("no such account");
    }

    private Account read(ResultSet row, int number) throws SQLException {
        return new Account(
                new AccountId(row.getLong("id")),
                row.getString("display_address"),
                row.getBoolean("enabled"),
                row.getObject("quota_bytes", Long.class),
                row.getObject("quota_messages", Long.class),
                row.getObject("quota_mailboxes", Long.class),
                row.getLong("limit_bytes"),
                row.getLong("limit_messages"),
                limits.inForce(row.getObject("limit_mailboxes", Long.class)),
                row.getLong("used_bytes"),
                row.getLong("used_messages"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "deleted_at"),
                instant(row, "purge_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
