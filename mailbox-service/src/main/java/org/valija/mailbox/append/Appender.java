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
import org.valija.mailbox.mailbox.Keywords;
import org.valija.mailbox.mailbox.MailboxLocks;
import org.valija.mailbox.mailbox.Tally;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.transaction.Transactions;

/** Adds messages to a mailbox: received whole first, then written in one transaction, all or none (RFC 3502). */
@Component
public final class Appender {

    private static final int MOST_MESSAGES = 10_000;

    private final Receiving receiving;
    private final Additions additions;
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
            Ingest ingest,
            Uploads uploads,
            Usage usage,
            MailboxLocks locks,
            EventLog events,
            Transactions transactions,
            Clock clock) {
        this.receiving = receiving;
        this.additions = additions;
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
        require(account, mailbox);
        return receiving.receive(messages, MOST_MESSAGES, received -> write(account, mailbox, received));
    }

    /** As {@link org.valija.mailbox.api.message.MessagesApi#append(org.valija.mailbox.api.UserToken, AccountId, String, List, InputStreamResource)}. */
    public Appended append(AccountId account, String mailbox, List<String> flags, InputStreamResource content) {
        require(account, mailbox);
        var wanted = FlagWords.read(flags);
        try (var in = content.getInputStream()) {
            var ingested = ingest.read(in);
            try {
                return write(account, mailbox, List.of(new Received(ingested, wanted, clock.instant())));
            } finally {
                uploads.discard(ingested);
            }
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        }
    }

    /** Nobody should send 25 MB to a mailbox that is not there. */
    private void require(AccountId account, String mailbox) {
        transactions.run(() -> locks.lock(account, mailbox));
    }

    private Appended write(AccountId account, String name, List<Received> received) {
        return transactions.write(() -> {
            var tally = new Tally();
            received.forEach(message ->
                    tally.add(message.flags().bits(), message.content().size()));
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
