package org.valija.mailbox.message;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.event.EventData.MessagesExpunged;
import org.valija.mailbox.api.message.Expunged;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.mailbox.Keywords;
import org.valija.mailbox.mailbox.MailboxLocks;
import org.valija.mailbox.mailbox.Tally;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.transaction.Transactions;

/** Removes messages for good. Their UIDs stay known for a while: RFC 7162, 3.2.10. */
@Component
public final class Expunger {

    private static final int ANY = 0;

    private final Transactions transactions;
    private final Usage usage;
    private final MailboxLocks locks;
    private final EventLog events;
    private final JdbcClient jdbc;

    Expunger(Transactions transactions, Usage usage, MailboxLocks locks, EventLog events, JdbcClient jdbc) {
        this.transactions = transactions;
        this.usage = usage;
        this.locks = locks;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** Removes those among the messages that have the flag deleted: RFC 9051, 6.4.9. */
    public Expunged expunge(AccountId account, MailboxId mailbox, UidSet uids) {
        return expunge(account, mailbox, uids, SystemFlag.DELETED.bit());
    }

    /** Removes the messages whatever their flags. */
    public Expunged expungeAll(AccountId account, MailboxId mailbox, UidSet uids) {
        return expunge(account, mailbox, uids, ANY);
    }

    private Expunged expunge(AccountId account, MailboxId id, UidSet uids, int flags) {
        return transactions.write(() -> {
            usage.lock(account);
            var mailbox = locks.lock(account, id);
            var ranges = UidRanges.of(uids);
            var gone = new UidSetBuilder();
            var tally = new Tally();
            jdbc.sql("""
                            with gone as (
                                delete from message m
                                using unnest(:first::bigint[], :last::bigint[]) as r (first, last)
                                join message_flags f on f.account_id = :account and f.mailbox_id = :mailbox
                                    and f.uid between r.first and r.last and f.flags & :flags = :flags
                                where m.account_id = :account and m.mailbox_id = :mailbox and m.uid = f.uid
                                returning m.uid, f.flags, m.size
                            ), remembered as (
                                insert into expunged (account_id, mailbox_id, uid, modseq)
                                select :account, :mailbox, uid, :modseq from gone
                            )
                            select uid, flags, size from gone order by uid""")
                    .param("first", ranges.first())
                    .param("last", ranges.last())
                    .param("account", account.value())
                    .param("mailbox", id.value())
                    .param("flags", flags)
                    .param("modseq", mailbox.nextModseq())
                    .query(row -> {
                        gone.add(row.getLong("uid"));
                        tally.remove(row.getInt("flags"), row.getLong("size"));
                    });
            var expunged = gone.build();
            if (expunged.isEmpty()) {
                return new Expunged(expunged, mailbox.highestModseq());
            }
            locks.changed(mailbox, 0, tally, new Keywords(mailbox.keywords()));
            usage.changed(account, tally);
            events.append(List.of(new MessagesExpunged(account, id, expunged, mailbox.nextModseq())));
            return new Expunged(expunged, mailbox.nextModseq());
        });
    }
}
