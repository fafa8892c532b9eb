package org.valija.mailbox.delivery;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.account.Recipient;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.delivery.RecipientOptions.Notice;
import org.valija.mailbox.api.delivery.RecipientReport;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.outbound.OutboundNotice.Kind;
import org.valija.mailbox.delivery.Destinations.Wish;
import org.valija.mailbox.outbound.Forward;

/** Decides which message goes where, recipient by recipient, before anything is written. */
final class DeliveryPlan {

    private final Map<String, Recipient> recipients;
    private final Map<AccountId, Room> rooms;
    private final Map<Wish, Target> destinations;
    private final List<Placement> placements = new ArrayList<>();
    private final List<Forward> forwards = new ArrayList<>();
    private final Set<EventData> overQuota = new LinkedHashSet<>();

    /**
     * @param recipients by address as the envelopes name them
     * @param rooms of the accounts that are still there, locked
     * @param destinations other than INBOX
     */
    DeliveryPlan(Map<String, Recipient> recipients, Map<AccountId, Room> rooms, Map<Wish, Target> destinations) {
        this.recipients = recipients;
        this.rooms = rooms;
        this.destinations = destinations;
    }

    /**
     * One message for one mailbox.
     *
     * @param recipient of the envelope, that led there
     */
    record Placement(Delivery delivery, AccountId account, Target target, String recipient) {}

    /** What is planned for one delivery; an account that several recipients lead to gets the message once. */
    private static final class Planned {
        private final Map<AccountId, Placement> placements = new LinkedHashMap<>();
        private final Map<String, Forward.To> forwards = new LinkedHashMap<>();
    }

    /** Plans a delivery. */
    DeliveryReport add(Delivery delivery) {
        var planned = new Planned();
        var named = delivery.envelope().recipients();
        var refusals = named.stream()
                .map(recipient -> place(delivery, recipient, planned))
                .toList();
        if (delivery.isTogether() && refusals.stream().anyMatch(Objects::nonNull)) {
            for (var placement : planned.placements.values()) {
                room(placement.account()).giveBack(delivery.content().size());
            }
            return report(
                    named,
                    refusals,
                    new MailboxException.Unavailable("not delivered, as another recipient is refused"));
        }
        placements.addAll(planned.placements.values());
        if (!planned.forwards.isEmpty()) {
            forwards.add(new Forward(
                    delivery.content(),
                    delivery.envelope().reversePath(),
                    delivery.envelope().traceId(),
                    delivery.origin() == null ? null : delivery.origin().account(),
                    delivery.envelope().options(),
                    planned.forwards));
        }
        return report(named, refusals, null);
    }

    /** @param others why recipients have nothing that nobody refused; null if they have it */
    private static DeliveryReport report(
            List<String> named, List<@Nullable MailboxException> refusals, @Nullable MailboxException others) {
        return new DeliveryReport(IntStream.range(0, named.size())
                .mapToObj(i -> {
                    var refusal = refusals.get(i) == null ? others : refusals.get(i);
                    return new RecipientReport(named.get(i), refusal == null ? null : ProblemType.toProblem(refusal));
                })
                .toList());
    }

    private @Nullable MailboxException place(Delivery delivery, String recipient, Planned planned) {
        return switch (recipients.get(recipient)) {
            case Recipient.Local local -> place(delivery, recipient, local, planned);
            case Recipient.Refused(var refusal) -> refusal;
            case Recipient.Remote(var address) -> relay(delivery, recipient, address, planned);
            case null -> throw new IllegalStateException("every recipient has been resolved");
        };
    }

    /** Mail from elsewhere to elsewhere is none of our business: RFC 5321, 7.1 calls who does it an open relay. */
    private static @Nullable MailboxException relay(
            Delivery delivery, String recipient, String address, Planned planned) {
        if (delivery.origin() == null) {
            return new MailboxException.NotFound("not one of our domains");
        }
        var to = Address.parse("recipients", address);
        planned.forwards.putIfAbsent(
                to.key(),
                new Forward.To(
                        to, delivery.origin().domain(), null, delivery.options().get(recipient), null));
        return null;
    }

    /** All the accounts behind a recipient get the message, or none: so that nobody misses it without anybody told. */
    private @Nullable MailboxException place(
            Delivery delivery, String recipient, Recipient.Local local, Planned planned) {
        if (delivery.wasDeliveredTo(local.way())) {
            return new MailboxException.Loop("delivered to " + local.address() + " before");
        }
        var left = local.accounts().stream()
                .filter(it -> rooms.containsKey(it.account()))
                .toList();
        if (left.isEmpty() && local.external().isEmpty()) {
            return new MailboxException.NotFound("no such recipient");
        }
        var wanted = left.stream()
                .filter(it -> !planned.placements.containsKey(it.account()))
                .toList();
        long size = delivery.content().size();
        for (var reached : wanted) {
            var room = room(reached.account());
            if (!room.fits(size)) {
                overQuota.add(room.exceeded());
                return new MailboxException.OverQuota("the mailbox is full");
            }
        }
        for (var reached : wanted) {
            var room = room(reached.account());
            room.use(size);
            planned.placements.put(
                    room.account(), new Placement(delivery, room.account(), target(delivery, reached), recipient));
        }
        for (var target : local.external()) {
            var domain = local.address().substring(local.address().lastIndexOf('@') + 1);
            planned.forwards.putIfAbsent(
                    target.key(),
                    new Forward.To(target, domain, local.address(), forwarded(delivery, recipient, local), null));
        }
        if (delivery.wantsConfirmation(recipient)) {
            confirm(delivery, recipient, local, planned);
        }
        return null;
    }

    /** An alias for one elsewhere passes the wish on, and tells nothing itself: RFC 3461, 5.2.7.2. */
    private static void confirm(Delivery delivery, String recipient, Recipient.Local local, Planned planned) {
        if (isSingle(local) && !local.external().isEmpty()) {
            return;
        }
        var address = Address.parse("recipients", local.address());
        planned.forwards.putIfAbsent(
                address.key(),
                new Forward.To(
                        address,
                        address.domain().value(),
                        null,
                        delivery.options().get(recipient),
                        local.external().isEmpty() ? Kind.DELIVERED : Kind.EXPANDED));
    }

    private static boolean isSingle(Recipient.Local local) {
        return local.accounts().size() + local.external().size() == 1;
    }

    /** Where an alias leads to several, none of them tells the sender of success, as we do: RFC 3461, 5.2.7.3. */
    private static @Nullable RecipientOptions forwarded(Delivery delivery, String recipient, Recipient.Local local) {
        var options = delivery.options().get(recipient);
        if (options == null || isSingle(local)) {
            return options;
        }
        var notices = EnumSet.noneOf(Notice.class);
        notices.addAll(options.notices());
        if (notices.remove(Notice.SUCCESS) && notices.isEmpty()) {
            notices.add(Notice.NEVER);
        }
        return new RecipientOptions(notices, options.originalRecipient());
    }

    private Target target(Delivery delivery, Recipient.Reached reached) {
        var inbox = room(reached.account()).inbox();
        var wish = delivery.wish(reached);
        return wish == null ? inbox : destinations.getOrDefault(wish, inbox);
    }

    private Room room(AccountId account) {
        return Objects.requireNonNull(rooms.get(account));
    }

    /** In the order in which they were planned. */
    List<Placement> placements() {
        return placements;
    }

    /** In the order in which they were planned. */
    List<Forward> forwards() {
        return forwards;
    }

    /** That accounts have become full, or nearly so, or had no room. */
    List<EventData> quotaEvents() {
        var all = new ArrayList<>(overQuota);
        rooms.values().forEach(room -> room.crossed().ifPresent(all::add));
        return all;
    }
}
