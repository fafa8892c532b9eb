package org.valija.mailbox.retention;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.message.Expunger;

/** Expunges what has been in Trash or Junk for longer than it is to be kept, counted from its save date: RFC 8514. */
@Component
final class EmptyTrashAndJunk implements Job {

    /** Mailboxes that are looked up at once. */
    private static final int PAGE = 500;
    /** Messages of one transaction, which holds the lock of the mailbox. */
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final Expunger expunger;
    private final RetentionProperties properties;

    EmptyTrashAndJunk(JdbcClient jdbc, Expunger expunger, RetentionProperties properties) {
        this.jdbc = jdbc;
        this.expunger = expunger;
        this.properties = properties;
    }

    private record Emptied(AccountId account, MailboxId mailbox, int days) {}

    @Override
    public String name() {
        return "empty-trash-and-junk";
    }

    @Override
    public String description() {
        return "Removes messages from Trash and Junk that are older than the account, its domain or the settings allow";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run(Progress progress) {
        long account = 0;
        long mailbox = 0;
        for (var page = page(account, mailbox); !page.isEmpty(); page = page(account, mailbox)) {
            page.forEach(emptied -> empty(emptied, progress));
            account = page.getLast().account().value();
            mailbox = page.getLast().mailbox().value();
        }
    }

    /** Mailboxes that messages may have to be removed from, after this one. */
    private List<Emptied> page(long account, long mailbox) {
        return jdbc.sql("""
                        select account_id, id, days from (
                            select m.account_id, m.id,
                                case m.special_use when 'trash' then coalesce(a.trash_days, d.trash_days, :trash)
                                    else coalesce(a.junk_days, d.junk_days, :junk) end as days
                            from mailbox m join account a on a.id = m.account_id join domain d on d.name = a.domain
                            where m.special_use in ('trash', 'junk') and m.messages > 0) as special
                        where days > 0 and (account_id, id) > (:account, :mailbox)
                        order by account_id, id limit :page""")
                .param("trash", properties.trashDays())
                .param("junk", properties.junkDays())
                .param("account", account)
                .param("mailbox", mailbox)
                .param("page", PAGE)
                .query((row, _) ->
                        new Emptied(new AccountId(row.getLong(1)), new MailboxId(row.getLong(2)), row.getInt(3)))
                .list();
    }

    private void empty(Emptied mailbox, Progress progress) {
        try {
            for (int n = BATCH; n == BATCH; progress.done(n)) {
                n = expungeSome(mailbox);
            }
        } catch (MailboxException.NotFound _) {
            // Deleted in the meantime
            progress.checkpoint();
        }
    }

    private int expungeSome(Emptied mailbox) {
        var uids = new UidSetBuilder();
        var found = jdbc.sql("""
                        select uid from message where account_id = :account and mailbox_id = :mailbox
                            and save_date < now() - make_interval(days => :days)
                        order by uid limit :batch""")
                .param("account", mailbox.account().value())
                .param("mailbox", mailbox.mailbox().value())
                .param("days", mailbox.days())
                .param("batch", BATCH)
                .query(Long.class)
                .list();
        found.forEach(uids::add);
        if (!found.isEmpty()) {
            expunger.expungeAll(mailbox.account(), mailbox.mailbox(), uids.build());
        }
        return found.size();
    }
}
