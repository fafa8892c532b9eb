package org.valija.mailbox.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.RecipientReport;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.delivery.Inboxes.Room;
import org.valija.mailbox.delivery.RecipientAccounts.Target;

/** Decides which message goes where, recipient by recipient, before anything is written. */
final class DeliveryPlan {

    private final Map<String, List<Target>> targets;
    private final Map<AccountId, Room> rooms;
    private final List<Placement> placements = new ArrayList<>();
    private final List<EventData> overQuota = new ArrayList<>();

    /**
     * @param targets by normalised address
     * @param rooms of the accounts that are still there, locked
     */
    DeliveryPlan(Map<String, List<Target>> targets, Map<AccountId, Room> rooms) {
        this.targets = targets;
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

    /** All the accounts behind a recipient get the message, or none: so that nobody misses it without anybody told. */
    private @Nullable MailboxException place(Delivery delivery, String recipient, Set<AccountId> reached) {
        var found = targets.getOrDefault(DeliveryWriter.normalised(recipient), List.of()).stream()
                .filter(target -> rooms.containsKey(target.account()))
                .toList();
        if (found.isEmpty()) {
            return new MailboxException.NotFound("no such recipient");
        }
        var enabled = found.stream().filter(Target::enabled).toList();
        if (enabled.isEmpty()) {
            return new MailboxException.NotPermitted("the recipient is disabled");
        }
        long size = delivery.content().size();
        var wanted = enabled.stream()
                .filter(target -> !reached.contains(target.account()))
                .toList();
        for (var target : wanted) {
            var room = room(target);
            if (!room.fits(size)) {
                overQuota.add(new EventData.QuotaExceeded(target.account(), room.address(), room.quota(), room.used()));
                return new MailboxException.OverQuota("the mailbox is full");
            }
        }
        for (var target : wanted) {
            room(target).use(size);
            reached.add(target.account());
            placements.add(new Placement(delivery, target.account(), target.inbox(), recipient));
        }
        return null;
    }

    private Room room(Target target) {
        var room = rooms.get(target.account());
        if (room == null) {
            throw new IllegalStateException("accounts that are gone were left out before");
        }
        return room;
    }

    /** In the order in which they were planned. */
    List<Placement> placements() {
        return placements;
    }

    List<EventData> overQuota() {
        return overQuota;
    }
}
