package org.valija.mailbox.append;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.content.Ingest;
import org.valija.mailbox.content.Uploads;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.idempotency.PendingAnswer;
import org.valija.mailbox.mailbox.Keywords;
import org.valija.mailbox.mailbox.MailboxLocks;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.transaction.Transactions;

/**
 * Adds messages to a mailbox: received whole first, then written in one transaction, all or none (RFC 3502), which what others
 * append at the same moment shares.
 */
@Component
public final class Appender {

    private static final int MOST_MESSAGES = 10_000;

    private final Receiving receiving;
    private final Additions additions;
    private final AppendGroups groups;
    private final Ingest ingest;
    private final Uploads uploads;
    private final Usage usage;
    private final MailboxLocks locks;
    private final EventLog events;
    private final Transactions transactions;
    private final Clock clock;

    Appender(
            Receiving receiving,
            Additions additions,
            AppendGroups groups,
            Ingest ingest,
            Uploads uploads,
            Usage usage,
            MailboxLocks locks,
            EventLog events,
            Transactions transactions,
            Clock clock) {
        this.receiving = receiving;
        this.additions = additions;
        this.groups = groups;
        this.ingest = ingest;
        this.uploads = uploads;
        this.usage = usage;
        this.locks = locks;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** As {@link org.valija.mailbox.api.message.MessagesApi#append(org.valija.mailbox.api.UserToken, AccountId, String, CborSequence)}. */
    public Appended append(AccountId account, String mailbox, CborSequence messages) {
        var name = require(account, mailbox);
        return receiving.receive(messages, MOST_MESSAGES, received -> write(account, name, received));
    }

    /** As {@link org.valija.mailbox.api.message.MessagesApi#append(org.valija.mailbox.api.UserToken, AccountId, String, List, InputStreamResource)}. */
    public Appended append(AccountId account, String mailbox, List<String> flags, InputStreamResource content) {
        var name = require(account, mailbox);
        var wanted = FlagWords.read(flags);
        try (var in = content.getInputStream()) {
            var ingested = ingest.read(in);
            try {
                return write(account, name, List.of(new Received(ingested, wanted, clock.instant())));
            } finally {
                uploads.discard(ingested);
            }
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        }
    }

    /** Nobody should send 25 MB to a mailbox that is not there. */
    private String require(AccountId account, String mailbox) {
        return locks.require(account, mailbox);
    }

    private Appended write(AccountId account, String name, List<Received> received) {
        // An answer that is kept is committed by the transaction of its own request
        return PendingAnswer.current().isKept()
                ? writeAlone(account, name, received)
                : groups.write(new Append(account, name, received))
                        .orElseGet(() -> writeAlone(account, name, received));
    }

    private Appended writeAlone(AccountId account, String name, List<Received> received) {
        return transactions.write(() -> {
            var tally = Additions.tally(received);
            if (!usage.lock(account).fits(tally)) {
                throw new MailboxException.OverQuota("the account has no room for that");
            }
            additions.store(received);
            var mailbox = locks.lock(account, name);
            var keywords = new Keywords(mailbox.keywords());
            var uids = additions.add(mailbox, received, keywords);
            locks.changed(mailbox, received.size(), tally, keywords);
            usage.changed(account, tally);
            events.append(List.of(new EventData.MessagesAdded(account, mailbox.id(), uids, mailbox.nextModseq())));
            return new Appended(mailbox.id(), mailbox.uidValidity(), uids, mailbox.nextModseq(), keywords.known());
        });
    }
}
