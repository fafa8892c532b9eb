package org.valija.mailbox.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.outbound.LeaseRequest;
import org.valija.mailbox.api.outbound.LeasedRecipient.Order;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.outbound.OutboundWake;
import org.valija.mailbox.transaction.Transactions;

/** Leases what is due to gateways, and lets them wait while there is nothing. */
@Component
final class Leasing {

    /** Where nobody woke those who wait, they look again: a notification may be lost, or a row just have been locked. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    /** After the names of all destinations. */
    private static final String LAST = "~";

    private final LeaseTable table;
    private final LeaseMaker maker;
    private final OutboundWake wake;
    private final Transactions transactions;
    private final Clock clock;
    private volatile String lastDestination = "";

    Leasing(LeaseTable table, LeaseMaker maker, OutboundWake wake, Transactions transactions, Clock clock) {
        this.table = table;
        this.maker = maker;
        this.wake = wake;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Recipients that share a lease: of one message, at one destination, by one route, with one order. */
    private record Group(
            long message, String destination, @Nullable Long route, Order order) {

        static Group of(DueRecipient row) {
            return new Group(
                    row.message(),
                    row.destination(),
                    row.route() == null ? null : row.route().id(),
                    row.order());
        }
    }

    /** Returns none only when the time is over, or the service stops. */
    List<OutboundLease> lease(LeaseRequest request) throws InterruptedException {
        long deadline =
                System.nanoTime() + Duration.ofSeconds(request.waitSeconds()).toNanos();
        while (true) {
            long seen = wake.count();
            var leases = transactions.write(() -> leaseNow(request));
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!leases.isEmpty() || !left.isPositive() || !wake.isRunning()) {
                if (leases.size() == request.count()) {
                    // There may be more, for others
                    wake.committed();
                }
                return leases;
            }
            wake.await(seen, shorter(left, untilNext()));
        }
    }

    private Duration untilNext() {
        var now = clock.instant();
        return table.next(now)
                .map(next -> shorter(Duration.between(now, next), LOOK_AGAIN))
                .orElse(LOOK_AGAIN);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<OutboundLease> leaseNow(LeaseRequest request) {
        var now = clock.instant();
        var seeds = seeds(request, now);
        if (seeds.isEmpty()) {
            return List.of();
        }
        var groups = new LinkedHashMap<Group, List<DueRecipient>>();
        for (var row : table.rows(seeds, now)) {
            groups.computeIfAbsent(Group.of(row), _ -> new ArrayList<>()).add(row);
        }
        return lease(groups, request, now);
    }

    private List<OutboundLease> lease(Map<Group, List<DueRecipient>> groups, LeaseRequest request, Instant now) {
        var rows = new ArrayList<DueRecipient>();
        var ids = new ArrayList<UUID>();
        var leases = new ArrayList<OutboundLease>();
        for (var group : groups.values()) {
            if (leases.size() == request.count()) {
                // A message may go several ways; what is left is leased by the next call
                break;
            }
            var lease = maker.lease(UUID.randomUUID(), group, now);
            leases.add(lease);
            for (var row : group) {
                rows.add(row);
                ids.add(lease.id());
            }
        }
        table.lease(rows, ids, request.owner(), now.plusSeconds(request.leaseSeconds()));
        return leases;
    }

    private List<LeaseTable.Seed> seeds(LeaseRequest request, Instant now) {
        var seeds = new ArrayList<>(table.givenUp(now, request.count()));
        if (Boolean.TRUE.equals(request.confirms())) {
            seeds.addAll(table.toConfirm(now, request.count()));
        }
        var after = lastDestination;
        for (var turn : List.of(new String[] {after, LAST}, new String[] {"", after})) {
            int left = request.count() - new HashSet<>(seeds).size();
            if (left > 0 && turn[0].compareTo(turn[1]) < 0) {
                var found = table.due(turn[0], turn[1], now, request.perDestination(), left, request.except());
                seeds.addAll(found);
                if (!found.isEmpty()) {
                    lastDestination = found.getLast().destination();
                }
            }
        }
        return seeds;
    }

    /** Those that are lost. */
    List<UUID> renew(List<UUID> leases, Duration time) {
        var kept = transactions.write(() -> table.renew(leases, clock.instant().plus(time)));
        return leases.stream().filter(lease -> !kept.contains(lease)).distinct().toList();
    }

    void release(List<UUID> leases) {
        transactions.run(() -> {
            if (table.release(leases, clock.instant()) > 0) {
                wake.afterCommit();
            }
        });
    }
}
