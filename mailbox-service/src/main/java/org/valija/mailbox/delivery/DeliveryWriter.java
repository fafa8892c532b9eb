package org.valija.mailbox.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Recipient;
import org.valija.mailbox.account.Recipients;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.append.MessageRow;
import org.valija.mailbox.append.MessageRows;
import org.valija.mailbox.content.Contents;
import org.valija.mailbox.event.EventLog;

/** Writes a group of deliveries in one transaction: a handful of statements, however many messages and recipients. */
@Component
final class DeliveryWriter {

    private final Recipients recipients;
    private final Inboxes inboxes;
    private final Contents contents;
    private final MessageRows messages;
    private final EventLog events;

    DeliveryWriter(Recipients recipients, Inboxes inboxes, Contents contents, MessageRows messages, EventLog events) {
        this.recipients = recipients;
        this.inboxes = inboxes;
        this.contents = contents;
        this.messages = messages;
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
        var rooms = inboxes.lock(resolved.values().stream()
                .flatMap(recipient ->
                        recipient instanceof Recipient.Local local ? local.accounts().stream() : Stream.empty()));
        var plan = new DeliveryPlan(resolved, rooms);
        var reports = group.stream().map(plan::add).toList();
        write(plan);
        for (int i = 0; i < reports.size(); i++) {
            group.get(i).answer().keep(reports.get(i));
        }
        return reports;
    }

    private void write(DeliveryPlan plan) {
        var placements = plan.placements();
        if (!placements.isEmpty()) {
            contents.store(placements.stream()
                    .map(placement -> placement.delivery().content())
                    .toList());
            var uids = inboxes.take(placements);
            var rows = new ArrayList<MessageRow>(placements.size());
            var delivered = new ArrayList<EventData>(placements.size());
            for (var placement : placements) {
                var next = uids.next(placement.inbox());
                var content = placement.delivery().content();
                var envelope = placement.delivery().envelope();
                rows.add(new MessageRow(
                        placement.account(),
                        placement.inbox(),
                        next.uid(),
                        next.modseq(),
                        content,
                        0,
                        List.of(),
                        placement.delivery().receivedAt()));
                delivered.add(new EventData.MessageDelivered(
                        placement.account(),
                        placement.inbox(),
                        next.uid(),
                        next.modseq(),
                        placement.recipient(),
                        envelope.reversePath(),
                        content.size(),
                        envelope.traceId()));
            }
            messages.insert(rows);
            inboxes.charge(placements);
            events.append(
                    Stream.concat(delivered.stream(), plan.overQuota().stream()).toList());
        } else {
            events.append(plan.overQuota());
        }
    }
}
