package org.valija.mailbox.relay;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.LeaseOutcome;
import org.valija.mailbox.api.outbound.OutboundNotice;
import org.valija.mailbox.api.outbound.RecipientOutcome;
import org.valija.mailbox.api.outbound.Settlement;
import org.valija.mailbox.api.stream.SequenceReader;
import org.valija.mailbox.content.Ingest;
import org.valija.mailbox.content.Ingested;
import org.valija.mailbox.content.Uploads;
import org.valija.mailbox.delivery.NoticeDelivery;
import org.valija.mailbox.delivery.NoticeDelivery.Notice;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.RequiredFields;

/** Writes down what came of leases: states, attempts, notices and events, in one transaction for many messages. */
@Component
final class Settling {

    private static final int MOST = 10_000;
    private static final int LONGEST_REPLY = 4096;
    /** So much of small notices waits in memory; what is over goes to the database as large ones do. */
    private static final long MOST_IN_MEMORY = 4 * 1024 * 1024;

    private final SettleTable table;
    private final RetrySchedule schedule;
    private final NoticeDelivery notices;
    private final Ingest ingest;
    private final Uploads uploads;
    private final EventLog events;
    private final Transactions transactions;
    private final Clock clock;

    Settling(
            SettleTable table,
            RetrySchedule schedule,
            NoticeDelivery notices,
            Ingest ingest,
            Uploads uploads,
            EventLog events,
            Transactions transactions,
            Clock clock) {
        this.table = table;
        this.schedule = schedule;
        this.notices = notices;
        this.ingest = ingest;
        this.uploads = uploads;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A notice with its content. */
    private record Written(OutboundNotice notice, Ingested content) {}

    /** Which outcome is for which recipient of which lease. */
    private record Place(UUID lease, String address) {}

    /** Reads a settlement and its notices, and writes all of it; the leases that are lost. */
    List<UUID> settle(SequenceReader in) throws IOException {
        var settlement = in.require(Settlement.class);
        RequiredFields.check(settlement);
        check(settlement);
        var written = new ArrayList<Written>();
        try {
            long inMemory = 0;
            for (var notice : settlement.notices()) {
                var content = ingest.read(in.content(), inMemory < MOST_IN_MEMORY);
                written.add(new Written(notice, content));
                inMemory += content.inMemory();
            }
            return transactions.write(() -> settle(settlement.outcomes(), written));
        } finally {
            written.forEach(it -> uploads.discard(it.content()));
        }
    }

    private static void check(Settlement settlement) {
        int recipients = settlement.outcomes().stream()
                .mapToInt(outcome -> outcome.recipients().size())
                .sum();
        if (recipients < 1 || recipients > MOST) {
            throw new MailboxException.Invalid("outcomes", "1 to " + MOST + " recipients");
        }
        var settled = settlement.outcomes().stream().map(LeaseOutcome::lease).collect(Collectors.toSet());
        if (settled.size() < settlement.outcomes().size()) {
            throw new MailboxException.Invalid("outcomes", "a lease stands there twice");
        }
        for (var notice : settlement.notices()) {
            if (!settled.contains(notice.lease())) {
                throw new MailboxException.Invalid(
                        "notices", "a notice is about a lease that is settled along with it");
            }
        }
        for (var outcome : settlement.outcomes()) {
            for (var recipient : outcome.recipients()) {
                if (recipient.reply().length() > LONGEST_REPLY) {
                    throw new MailboxException.Invalid(
                            "outcomes.recipients.reply", "at most " + LONGEST_REPLY + " characters");
                }
            }
        }
    }

    private List<UUID> settle(List<LeaseOutcome> outcomes, List<Written> written) {
        var now = clock.instant();
        var leases = outcomes.stream().map(LeaseOutcome::lease).toList();
        var rows = table.lock(leases);
        var settled = settled(rows, outcomes, now);
        if (!settled.isEmpty()) {
            var told = settledNotices(settled, written);
            table.write(settled, delays(told), now);
            deliver(told, settled, now);
            events.append(settled.stream()
                    .map(Settled::event)
                    .flatMap(Optional::stream)
                    .toList());
        }
        var held = rows.stream().map(LeasedRow::lease).collect(Collectors.toSet());
        return leases.stream().filter(lease -> !held.contains(lease)).toList();
    }

    private List<Settled> settled(List<LeasedRow> rows, List<LeaseOutcome> outcomes, Instant now) {
        Map<Place, RecipientOutcome> told = new HashMap<>();
        for (var outcome : outcomes) {
            outcome.recipients().forEach(it -> told.put(new Place(outcome.lease(), it.address()), it));
        }
        var settled = new ArrayList<Settled>();
        for (var row : rows) {
            var outcome = told.get(new Place(row.lease(), row.address()));
            if (outcome != null) {
                settled.add(Settled.of(row, outcome, schedule, now));
            }
        }
        return settled;
    }

    /** Those whose leases are held: of what another gateway has, that one tells. */
    private static List<Written> settledNotices(List<Settled> settled, List<Written> written) {
        var leases = settled.stream().map(it -> it.row().lease()).collect(Collectors.toSet());
        return written.stream()
                .filter(it -> leases.contains(it.notice().lease()))
                .toList();
    }

    private static Set<UUID> delays(List<Written> written) {
        var delays = new HashSet<UUID>();
        written.stream()
                .map(Written::notice)
                .filter(notice -> notice.kind() == OutboundNotice.Kind.DELAYED)
                .forEach(notice -> delays.add(notice.lease()));
        return delays;
    }

    private void deliver(List<Written> told, List<Settled> settled, Instant now) {
        var rows = settled.stream()
                .map(Settled::row)
                .collect(Collectors.toMap(LeasedRow::lease, row -> row, (first, _) -> first));
        var notices = new ArrayList<Notice>();
        for (var written : told) {
            var row = rows.get(written.notice().lease());
            if (row == null || row.reversePath().isEmpty()) {
                // Never a notice about a notice: RFC 5321, 6.1
                throw new MailboxException.Invalid("notices", "a message from the null reverse-path has none");
            }
            notices.add(new Notice(written.content(), row.reversePath(), row.traceId(), row.domain()));
        }
        this.notices.deliver(notices, now);
    }
}
