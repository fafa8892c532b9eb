package org.valija.mailbox.message;

import java.util.List;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
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

    private final Transactions transactions;
    private final Usage usage;
    private final MailboxLocks locks;
    private final EventLog events;
    private final Removal removal;

    Expunger(Transactions transactions, Usage usage, MailboxLocks locks, EventLog events, Removal removal) {
        this.transactions = transactions;
        this.usage = usage;
        this.locks = locks;
        this.events = events;
        this.removal = removal;
    }

    /** Removes those among the messages that have the flag deleted: RFC 9051, 6.4.9. */
    public Expunged expunge(AccountId account, MailboxId mailbox, UidSet uids) {
        return expunge(account, mailbox, uids, SystemFlag.DELETED.bit());
    }

    /** Removes the messages whatever their flags. */
    public Expunged expungeAll(AccountId account, MailboxId mailbox, UidSet uids) {
        return expunge(account, mailbox, uids, Removal.ANY);
    }

    private Expunged expunge(AccountId account, MailboxId id, UidSet uids, int flags) {
        return transactions.write(() -> {
            usage.lock(account);
            var mailbox = locks.lock(account, id);
            var tally = new Tally();
            var expunged = removal.remove(mailbox, uids, flags, tally);
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
