package org.valija.mailbox.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Recipient;
import org.valija.mailbox.account.Recipients;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.append.MessageRow;
import org.valija.mailbox.append.MessageRows;
import org.valija.mailbox.content.Contents;
import org.valija.mailbox.delivery.DeliveryPlan.Placement;
import org.valija.mailbox.delivery.Destinations.Wish;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.outbound.Forward;
import org.valija.mailbox.outbound.OutboundQueue;
import org.valija.mailbox.transaction.GenericPlans;
import org.valija.mailbox.transaction.RoundTrip;

/** Writes a group of deliveries in one transaction: a handful of statements, however many messages and recipients. */
@Component
final class DeliveryWriter {

    private final Recipients recipients;
    private final Rooms rooms;
    private final Destinations destinations;
    private final Contents contents;
    private final MessageRows messages;
    private final OutboundQueue outbound;
    private final EventLog events;

    DeliveryWriter(
            Recipients recipients,
            Rooms rooms,
            Destinations destinations,
            Contents contents,
            MessageRows messages,
            OutboundQueue outbound,
            EventLog events) {
        this.recipients = recipients;
        this.rooms = rooms;
        this.destinations = destinations;
        this.contents = contents;
        this.messages = messages;
        this.outbound = outbound;
        this.events = events;
    }

    /** One report for each delivery, in their order; true once the transaction of the caller is committed. */
    List<DeliveryReport> write(List<Delivery> group) {
        // The room that they have is looked at when they are locked
        var resolved = recipients.resolve(
                group.stream()
                        .flatMap(delivery -> delivery.envelope().recipients().stream())
                        .collect(Collectors.toSet()),
                0);
        var locked = rooms.lock(
                resolved.values().stream().flatMap(DeliveryWriter::reached).map(Recipient.Reached::account));
        var plan = new DeliveryPlan(resolved, locked, destinations.find(wishes(group, resolved)));
        var reports = group.stream().map(plan::add).toList();
        write(plan);
        for (int i = 0; i < reports.size(); i++) {
            group.get(i).answer().keep(reports.get(i));
        }
        return reports;
    }

    private static Stream<Recipient.Reached> reached(Recipient recipient) {
        return recipient instanceof Recipient.Local local ? local.accounts().stream() : Stream.empty();
    }

    private static Set<Wish> wishes(List<Delivery> group, Map<String, Recipient> resolved) {
        return group.stream()
                .flatMap(delivery -> delivery.envelope().recipients().stream()
                        .flatMap(recipient -> reached(Objects.requireNonNull(resolved.get(recipient))))
                        .map(delivery::wish))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private void write(DeliveryPlan plan) {
        var rows = new ArrayList<MessageRow>(plan.placements().size());
        var happened = new ArrayList<EventData>();
        place(plan.placements(), rows, happened);
        happened.addAll(plan.quotaEvents());
        var statements = new RoundTrip();
        if (!happened.isEmpty()) {
            GenericPlans.use(statements);
            events.append(happened, statements);
        }
        if (!rows.isEmpty()) {
            messages.insert(rows, statements);
            Counters.add(plan.placements(), statements);
        }
        // None of these needs an answer from another, so they go with the contents
        contents.store(
                Stream.concat(
                                plan.placements().stream()
                                        .map(placement -> placement.delivery().content()),
                                plan.forwards().stream().map(Forward::content))
                        .toList(),
                statements);
        outbound.add(plan.forwards());
    }

    private static void place(List<Placement> placements, List<MessageRow> rows, List<EventData> happened) {
        var uids = new HashMap<MailboxId, Long>();
        for (var placement : placements) {
            var target = placement.target();
            long uid = uids.merge(target.mailbox(), target.uidNext(), (last, _) -> last + 1);
            rows.add(new MessageRow(
                    placement.account(),
                    target.mailbox(),
                    uid,
                    target.modseq(),
                    placement.delivery().content(),
                    0,
                    List.of(),
                    placement.delivery().receivedAt()));
            happened.add(delivered(placement, uid));
        }
    }

    private static EventData delivered(Placement placement, long uid) {
        var envelope = placement.delivery().envelope();
        return new EventData.MessageDelivered(
                placement.account(),
                placement.target().mailbox(),
                uid,
                placement.target().modseq(),
                placement.recipient(),
                envelope.reversePath(),
                placement.delivery().content().size(),
                envelope.traceId(),
                envelope.verdict());
    }
}
