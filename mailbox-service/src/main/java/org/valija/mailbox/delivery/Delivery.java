package org.valija.mailbox.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.account.Recipient;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Disposition;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.delivery.RecipientOptions.Notice;
import org.valija.mailbox.content.Ingested;
import org.valija.mailbox.delivery.Destinations.Wish;
import org.valija.mailbox.idempotency.PendingAnswer;
import org.valija.mailbox.transaction.Groups;

/**
 * A message that waits to be committed.
 *
 * <p>Mail that goes around in a circle is known by its {@code Delivered-To} fields. One is added to what an alias forwards
 * to another server, and to nothing else: only that can come back, and content that is the same for all of its recipients
 * is stored once, octet by octet as it came.
 *
 * @param deliveredTo the normalised addresses that its {@code Delivered-To} fields name
 * @param receivedAt becomes its internal date
 * @param origin null for mail from elsewhere, which is for users here only, and whom they forward it to
 * @param options what the sender wants to hear, by recipient
 * @param outcome completed after the commit, or when it failed
 * @param answer to the request, to be committed with the outcome
 */
record Delivery(
        Envelope envelope,
        Ingested content,
        Set<String> deliveredTo,
        Instant receivedAt,
        @Nullable Origin origin,
        Map<String, RecipientOptions> options,
        CompletableFuture<DeliveryReport> outcome,
        PendingAnswer answer)
        implements Groups.Work<DeliveryReport> {

    Delivery(Envelope envelope, Ingested content, Instant receivedAt, @Nullable Origin origin) {
        this(
                envelope,
                content,
                deliveredTo(content),
                receivedAt,
                origin,
                options(envelope),
                new CompletableFuture<>(),
                PendingAnswer.current());
    }

    /**
     * Somebody here whom the message is from, so that it may go to other servers.
     *
     * @param account who submitted it; null for the service itself
     * @param domain of ours that it is sent for
     */
    record Origin(@Nullable AccountId account, String domain) {}

    @Override
    public long inMemory() {
        return content.inMemory();
    }

    @Override
    public String trace() {
        return envelope.traceId();
    }

    private static Map<String, RecipientOptions> options(Envelope envelope) {
        var options = new HashMap<String, RecipientOptions>();
        if (envelope.options() != null) {
            var each = envelope.options().recipients();
            for (int i = 0; i < each.size(); i++) {
                options.putIfAbsent(envelope.recipients().get(i), each.get(i));
            }
        }
        return options;
    }

    private static Set<String> deliveredTo(Ingested content) {
        var keys = new HashSet<String>();
        for (var text : content.message().deliveredTo()) {
            try {
                var bare = text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
                keys.add(Address.parse("Delivered-To", bare).key());
            } catch (MailboxException.Invalid _) {
                // Not an address, so none of ours
            }
        }
        return keys;
    }

    /** @param way the normalised addresses that lead to a recipient */
    boolean wasDeliveredTo(Set<String> way) {
        return deliveredTo.stream().anyMatch(way::contains);
    }

    /** Whether nobody gets it where one of the recipients is refused. */
    boolean isTogether() {
        return Boolean.TRUE.equals(envelope.together());
    }

    /**
     * Whether the sender is to be told that a recipient here has it: RFC 3461, 5.2.3. Of junk it is not: it is hardly from
     * whom it says.
     */
    boolean wantsConfirmation(String recipient) {
        var wishes = options.get(recipient);
        return wishes != null
                && wishes.notices().contains(Notice.SUCCESS)
                && !envelope.reversePath().isEmpty()
                && !isJunk();
    }

    private boolean isJunk() {
        return envelope.verdict() != null && envelope.verdict().disposition() == Disposition.JUNK;
    }

    /** The mailbox that it is for, if not INBOX. What is junk is junk, whatever the sub-address. */
    @Nullable
    Wish wish(Recipient.Reached reached) {
        if (isJunk()) {
            return new Wish(reached.account(), null);
        }
        return reached.detail() == null ? null : new Wish(reached.account(), reached.detail());
    }
}
