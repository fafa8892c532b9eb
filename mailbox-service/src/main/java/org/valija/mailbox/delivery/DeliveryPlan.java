package org.valija.mailbox.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.account.Recipient;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.RecipientReport;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.delivery.Inboxes.Room;

/** Decides which message goes where, recipient by recipient, before anything is written. */
final class DeliveryPlan {

    private final Map<String, Recipient> recipients;
    private final Map<AccountId, Room> rooms;
    private final List<Placement> placements = new ArrayList<>();
    private final List<EventData> overQuota = new ArrayList<>();

    /**
     * @param recipients by address as the envelopes name them
     * @param rooms of the accounts that are still there, locked
     */
    DeliveryPlan(Map<String, Recipient> recipients, Map<AccountId, Room> rooms) {
        this.recipients = recipients;
        this.rooms = rooms;
    }

    /**
     * One message for one INBOX.
     *
     * @param recipient of the envelope, that led there
     */
    record Placement(Delivery delivery, AccountId account, MailboxId inbox, String recipient) {}

    /** Plans a delivery. An account that several recipients lead to gets the message once. */
    DeliveryReport add(Delivery delivery) {
        var reached = new HashSet<AccountId>();
        return new DeliveryReport(delivery.envelope().recipients().stream()
                .map(recipient -> {
                    var refusal = place(delivery, recipient, reached);
                    return new RecipientReport(recipient, refusal == null ? null : ProblemType.toProblem(refusal));
                })
                .toList());
    }

    private @Nullable MailboxException place(Delivery delivery, String recipient, Set<AccountId> reached) {
        return switch (recipients.get(recipient)) {
            case Recipient.Local local -> place(delivery, recipient, local.accounts(), reached);
            case Recipient.Refused(var refusal) -> refusal;
            case Recipient.Remote _ -> new MailboxException.NotFound("not one of our domains");
            case null -> throw new IllegalStateException("every recipient has been resolved");
        };
    }

    /** All the accounts behind a recipient get the message, or none: so that nobody misses it without anybody told. */
    private @Nullable MailboxException place(
            Delivery delivery, String recipient, List<AccountId> accounts, Set<AccountId> reached) {
        if (accounts.stream().noneMatch(rooms::containsKey)) {
            return new MailboxException.NotFound("no such recipient");
        }
        long size = delivery.content().size();
        var wanted = accounts.stream()
                .filter(account -> !reached.contains(account))
                .map(rooms::get)
                .filter(Objects::nonNull)
                .toList();
        for (var room : wanted) {
            if (!room.fits(size)) {
                overQuota.add(new EventData.QuotaExceeded(
                        room.account(), room.address(), room.quotaBytes(), room.usedBytes()));
                return new MailboxException.OverQuota("the mailbox is full");
            }
        }
        for (var room : wanted) {
            room.use(size);
            reached.add(room.account());
            placements.add(new Placement(delivery, room.account(), room.inbox(), recipient));
        }
        return null;
    }

    /** In the order in which they were planned. */
    List<Placement> placements() {
        return placements;
    }

    List<EventData> overQuota() {
        return overQuota;
    }
}
