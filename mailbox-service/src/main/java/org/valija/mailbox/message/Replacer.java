package org.valija.mailbox.message;

import java.util.List;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.event.EventData.MessagesAdded;
import org.valija.mailbox.api.event.EventData.MessagesExpunged;
import org.valija.mailbox.api.message.Replaced;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.append.Additions;
import org.valija.mailbox.append.Received;
import org.valija.mailbox.append.Receiving;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.mailbox.Keywords;
import org.valija.mailbox.mailbox.LockedMailbox;
import org.valija.mailbox.mailbox.MailboxLocks;
import org.valija.mailbox.mailbox.Tally;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.transaction.Transactions;

/** Puts a message into the place of another, in one transaction: RFC 8508, 3.4. */
@Component
final class Replacer {

    private final Receiving receiving;
    private final Additions additions;
    private final Removal removal;
    private final Usage usage;
    private final MailboxLocks locks;
    private final EventLog events;
    private final Transactions transactions;

    Replacer(
            Receiving receiving,
            Additions additions,
            Removal removal,
            Usage usage,
            MailboxLocks locks,
            EventLog events,
            Transactions transactions) {
        this.receiving = receiving;
        this.additions = additions;
        this.removal = removal;
        this.usage = usage;
        this.locks = locks;
        this.events = events;
        this.transactions = transactions;
    }

    /** See {@link org.valija.mailbox.api.message.MessagesApi#replace}. */
    Replaced replace(AccountId account, MailboxId mailbox, Uid uid, String to, CborSequence message) {
        // Nobody should send 25 MB to a mailbox that is not there
        transactions.run(() -> locks.lock(account, mailbox, to));
        return receiving.receive(message, 1, received -> write(account, mailbox, uid, to, received));
    }

    private Replaced write(AccountId account, MailboxId mailbox, Uid uid, String to, List<Received> received) {
        return transactions.write(() -> {
            var room = usage.lock(account);
            additions.store(received);
            var locked = locks.lock(account, mailbox, to);
            var left = new Tally();
            var gone = removal.remove(locked.from(), UidSet.of(uid.value()), Removal.ANY, left);
            if (gone.isEmpty()) {
                throw new MailboxException.Gone("the message is not there any more");
            }
            var came = new Tally();
            received.forEach(message ->
                    came.add(message.flags().bits(), message.content().size()));
            var both = left.plus(came);
            if (!room.fits(both)) {
                throw new MailboxException.OverQuota("the account has no room for that");
            }
            usage.changed(account, both);
            // Where both are the same mailbox, both updates write the same modseq
            locks.changed(locked.from(), 0, left, new Keywords(locked.from().keywords()));
            events.append(List.of(
                    new MessagesExpunged(account, mailbox, gone, locked.from().nextModseq())));
            return new Replaced(
                    locked.to().id(),
                    locked.to().uidValidity(),
                    add(locked.to(), received, came),
                    locked.from().nextModseq());
        });
    }

    private Uid add(LockedMailbox to, List<Received> received, Tally came) {
        var keywords = new Keywords(to.keywords());
        var uids = additions.add(to, received, keywords);
        locks.changed(to, uids.size(), came, keywords);
        events.append(List.of(new MessagesAdded(to.account(), to.id(), uids, to.nextModseq())));
        return new Uid(uids.min());
    }
}
