package org.valija.mailbox.append;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.content.Contents;
import org.valija.mailbox.content.Ingest;
import org.valija.mailbox.content.Ingested;
import org.valija.mailbox.content.Uploads;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.mailbox.Keywords;
import org.valija.mailbox.mailbox.MailboxLocks;
import org.valija.mailbox.mailbox.Tally;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.transaction.Transactions;
import tools.jackson.core.JacksonException;

/** Adds messages to a mailbox: received whole first, then written in one transaction, all or none (RFC 3502). */
@Component
public final class Appender {

    private static final int MOST_MESSAGES = 10_000;
    /** Of one request; what comes after that waits in the database. */
    private static final long MOST_IN_MEMORY = 4 * 1024 * 1024;

    private final Ingest ingest;
    private final Uploads uploads;
    private final Contents contents;
    private final Usage usage;
    private final MailboxLocks locks;
    private final MessageRows rows;
    private final EventLog events;
    private final Transactions transactions;
    private final Clock clock;

    Appender(
            Ingest ingest,
            Uploads uploads,
            Contents contents,
            Usage usage,
            MailboxLocks locks,
            MessageRows rows,
            EventLog events,
            Transactions transactions,
            Clock clock) {
        this.ingest = ingest;
        this.uploads = uploads;
        this.contents = contents;
        this.usage = usage;
        this.locks = locks;
        this.rows = rows;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A message that has been received. */
    private record Received(Ingested content, Flags flags, Instant internalDate) {}

    /** As {@link org.valija.mailbox.api.message.MessagesApi#append(org.valija.mailbox.api.UserToken, AccountId, String, CborSequence)}. */
    public Appended append(AccountId account, String mailbox, CborSequence messages) {
        require(account, mailbox);
        var received = new ArrayList<Received>();
        try (var in = messages.reader()) {
            long inMemory = 0;
            for (var next = in.next(NewMessage.class); next != null; next = in.next(NewMessage.class)) {
                if (received.size() == MOST_MESSAGES) {
                    throw new MailboxException.Invalid(null, "at most " + MOST_MESSAGES + " messages at once");
                }
                var content = ingest.read(in.content(), inMemory < MOST_IN_MEMORY);
                inMemory += content.inMemory();
                received.add(new Received(
                        content, next.flags(), next.internalDate() == null ? clock.instant() : next.internalDate()));
            }
            return write(account, mailbox, received);
        } catch (EOFException | StreamCorruptedException | JacksonException e) {
            throw new MailboxException.Invalid(null, "not messages and their content: " + e.getMessage());
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        } finally {
            received.forEach(message -> uploads.discard(message.content()));
        }
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
        if (received.isEmpty()) {
            throw new MailboxException.Invalid(null, "at least one message");
        }
        return transactions.write(() -> {
            var tally = new Tally();
            received.forEach(message ->
                    tally.add(message.flags().bits(), message.content().size()));
            if (!usage.lock(account).fits(tally)) {
                throw new MailboxException.OverQuota("the account has no room for that");
            }
            contents.store(received.stream().map(Received::content).toList());
            var mailbox = locks.lock(account, name);
            var keywords = new Keywords(mailbox.keywords());
            var added = new ArrayList<MessageRow>(received.size());
            for (var message : received) {
                added.add(new MessageRow(
                        account,
                        mailbox.id(),
                        mailbox.uidNext() + added.size(),
                        mailbox.nextModseq(),
                        message.content(),
                        message.flags().bits(),
                        keywords.use(message.flags().keywords()),
                        message.internalDate()));
            }
            rows.insert(added);
            locks.changed(mailbox, added.size(), tally, keywords);
            usage.changed(account, tally);
            var uids = UidSet.range(mailbox.uidNext(), mailbox.uidNext() + added.size() - 1);
            events.append(List.of(new EventData.MessagesAdded(account, mailbox.id(), uids, mailbox.nextModseq())));
            return new Appended(mailbox.id(), mailbox.uidValidity(), uids);
        });
    }
}
