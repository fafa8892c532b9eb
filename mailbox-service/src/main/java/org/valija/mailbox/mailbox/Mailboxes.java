package org.valija.mailbox.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.event.EventData.Change;
import org.valija.mailbox.api.event.EventData.MailboxChanged;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.mailbox.NewMailbox;
import org.valija.mailbox.api.mailbox.SpecialUse;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.transaction.Transactions;

/** Makes, renames and deletes mailboxes, one change of an account at a time. */
@Component
@EnableConfigurationProperties(MailboxProperties.class)
public final class Mailboxes {

    private final Transactions transactions;
    private final Usage usage;
    private final MailboxNames names;
    private final MailboxLocks locks;
    private final MessageMover mover;
    private final EventLog events;
    private final MailboxProperties properties;
    private final JdbcClient jdbc;

    Mailboxes(
            Transactions transactions,
            Usage usage,
            MailboxNames names,
            MailboxLocks locks,
            MessageMover mover,
            EventLog events,
            MailboxProperties properties,
            JdbcClient jdbc) {
        this.transactions = transactions;
        this.usage = usage;
        this.names = names;
        this.locks = locks;
        this.mover = mover;
        this.events = events;
        this.properties = properties;
        this.jdbc = jdbc;
    }

    /** The name of the mailbox for a special use; where the user has none any more, it is made again, or the use given. */
    public String require(AccountId account, SpecialUse use) {
        return transactions.write(() -> {
            usage.lock(account);
            return names.used(account, use).orElseGet(() -> {
                var name = MailboxName.of(DefaultMailboxes.name(use));
                if (names.isTaken(account, name)) {
                    names.use(account, name, use);
                } else {
                    create(account, name, use);
                    names.subscribe(account, name);
                }
                return name.value();
            });
        });
    }

    /** See {@link org.valija.mailbox.api.mailbox.MailboxesApi#create}. */
    MailboxSummary create(AccountId account, NewMailbox mailbox) {
        var name = MailboxName.of(mailbox.name());
        return transactions.write(() -> {
            usage.lock(account);
            create(account, name, mailbox.specialUse());
            refuseTooMany(account);
            return names.require(account, name);
        });
    }

    private MailboxId create(AccountId account, MailboxName name, @Nullable SpecialUse specialUse) {
        refuseTaken(account, specialUse);
        createParents(account, name);
        var id = names.insert(account, name, specialUse)
                .orElseThrow(() -> new MailboxException.AlreadyExists("there is a mailbox " + name + " already"));
        events.append(List.of(created(account, id, name)));
        return id;
    }

    private void createParents(AccountId account, MailboxName name) {
        for (var parent : name.parents()) {
            names.insert(account, parent, null).ifPresent(id -> events.append(List.of(created(account, id, parent))));
        }
    }

    /** @throws MailboxException.OverQuota if there are more mailboxes than an account may have: RFC 9208, 5.4 */
    private void refuseTooMany(AccountId account) {
        jdbc.sql("select (select count(*) from mailbox where account_id = a.id), " + Usage.QUOTA_MAILBOXES
                        + " from account a join domain d on d.name = a.domain where a.id = ?")
                .param(account.value())
                .query(row -> {
                    long most = properties.inForce(row.getObject(2, Long.class));
                    if (most > 0 && row.getLong(1) > most) {
                        throw new MailboxException.OverQuota("the account has " + most + " mailboxes at most");
                    }
                });
    }

    private void refuseTaken(AccountId account, @Nullable SpecialUse specialUse) {
        if (specialUse != null && names.isUsed(account, specialUse)) {
            throw new MailboxException.Invalid(
                    "specialUse", "there is a mailbox for " + specialUse.word() + " already");
        }
    }

    private static MailboxChanged created(AccountId account, MailboxId id, MailboxName name) {
        return new MailboxChanged(account, id, Change.CREATED, name.value());
    }

    /** See {@link org.valija.mailbox.api.mailbox.MailboxesApi#rename}. */
    MailboxSummary rename(AccountId account, String name, NewMailbox to) {
        var from = MailboxName.of(name);
        var target = MailboxName.of(to.name());
        return transactions.write(() -> {
            usage.lock(account);
            var mailbox = names.require(account, from);
            if (names.isTaken(account, target)) {
                throw new MailboxException.AlreadyExists("there is a mailbox " + target + " already");
            }
            if (to.specialUse() != mailbox.specialUse()) {
                refuseTaken(account, to.specialUse());
            }
            if (from.isInbox()) {
                renameInbox(account, target);
            } else {
                rename(account, from, target);
            }
            // A new name may need mailboxes above it
            refuseTooMany(account);
            if (to.specialUse() != null) {
                names.use(account, target, to.specialUse());
            }
            return names.require(account, target);
        });
    }

    /** INBOX must always be there: its messages move to a new mailbox, and those below it stay. RFC 9051, 6.3.6. */
    private void renameInbox(AccountId account, MailboxName target) {
        create(account, target, null);
        var inbox = locks.lock(account, "INBOX");
        mover.moveAll(inbox, locks.lock(account, target.value()));
    }

    private void rename(AccountId account, MailboxName from, MailboxName target) {
        if (target.isBelow(from)) {
            throw new MailboxException.Invalid("name", "a mailbox can't go below itself");
        }
        // Upper ones first: a/b/b can only become a/b once a/b has become a
        var all = new ArrayList<MailboxName>();
        all.add(from);
        all.addAll(names.below(account, from));
        createParents(account, target);
        for (var old : all) {
            var renamed =
                    MailboxName.of(target + old.value().substring(from.value().length()));
            if (names.isTaken(account, renamed)) {
                throw new MailboxException.AlreadyExists("there is a mailbox " + renamed + " already");
            }
            var id = names.rename(account, old, renamed);
            events.append(List.of(new MailboxChanged(account, id, Change.RENAMED, renamed.value())));
        }
    }

    /** See {@link org.valija.mailbox.api.mailbox.MailboxesApi#delete}. */
    void delete(AccountId account, String text) {
        var name = MailboxName.of(text);
        if (name.isInbox()) {
            throw new MailboxException.NotPermitted("INBOX can't be deleted");
        }
        transactions.run(() -> {
            usage.lock(account);
            var mailbox = locks.lock(account, name.value());
            var gone = new Tally();
            jdbc.sql("""
                            delete from message m using message_flags f
                            where m.account_id = :account and m.mailbox_id = :mailbox
                                and f.account_id = :account and f.mailbox_id = :mailbox and f.uid = m.uid
                            returning f.flags, m.size""")
                    .param("account", account.value())
                    .param("mailbox", mailbox.id().value())
                    .query(row -> {
                        gone.remove(row.getInt("flags"), row.getLong("size"));
                    });
            usage.changed(account, gone);
            jdbc.sql("delete from mailbox where account_id = :account and id = :mailbox")
                    .param("account", account.value())
                    .param("mailbox", mailbox.id().value())
                    .update();
            events.append(List.of(new MailboxChanged(account, mailbox.id(), Change.DELETED, name.value())));
        });
    }
}
