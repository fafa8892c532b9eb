package org.valija.mailbox.relay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryOptions;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.outbound.LeaseOutcome;
import org.valija.mailbox.api.outbound.LeaseRequest;
import org.valija.mailbox.api.outbound.LeasedRecipient;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundNotice;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.mailbox.api.outbound.RecipientOutcome;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;
import org.valija.mailbox.api.outbound.Settlement;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;

/** An smtp-gateway as mailbox-service knows it: it submits what users send, leases it, and tells what came of it. */
record Gateway(MailboxServer server, String name) {

    /** A notice with its content. */
    record Told(OutboundNotice.Kind kind, String content) {}

    OutboundQueueApi queue() {
        return server.client(ServiceName.SMTP).api(OutboundQueueApi.class);
    }

    DeliveryReport submit(@Nullable AccountId account, String from, String message, String... to) {
        return submit(account, from, message, null, to);
    }

    DeliveryReport submit(
            @Nullable AccountId account, String from, String message, @Nullable DeliveryOptions options, String... to) {
        var envelope = new Envelope(
                from, List.of(to), "ESMTPSA", "192.0.2.1", "client", "trace-" + name, options, null, true, account);
        return server.client(ServiceName.SMTP).api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
            out.write(envelope);
            out.write(message.getBytes(StandardCharsets.UTF_8));
        }));
    }

    List<OutboundLease> lease(int count) {
        return lease(count, count, 0);
    }

    List<OutboundLease> lease(int count, int perDestination, int waitSeconds, String... except) {
        return queue().lease(
                        new LeaseRequest(name, count, perDestination, 60, waitSeconds, Set.of(except), true, null));
    }

    /** All leases there are now, one call after the other. */
    List<OutboundLease> leaseAll() {
        var all = new ArrayList<OutboundLease>();
        for (var next = lease(1000); !next.isEmpty(); next = lease(1000)) {
            all.addAll(next);
        }
        return all;
    }

    /** Tells the same of all recipients of a lease; which leases are lost. */
    List<UUID> settle(OutboundLease lease, Result result, Told... notices) {
        return settle(
                List.of(outcome(lease, result)),
                Arrays.stream(notices)
                        .map(told -> new OutboundNotice(lease.id(), told.kind()))
                        .toList(),
                Arrays.stream(notices).map(Told::content).toList());
    }

    List<UUID> settle(List<LeaseOutcome> outcomes, List<OutboundNotice> notices, List<String> contents) {
        return queue().settle(CborSequence.of(out -> {
                    out.write(new Settlement(outcomes, notices));
                    for (var content : contents) {
                        out.write(content.getBytes(StandardCharsets.UTF_8));
                    }
                }))
                .leases();
    }

    static LeaseOutcome outcome(OutboundLease lease, Result result) {
        return new LeaseOutcome(
                lease.id(),
                lease.recipients().stream()
                        .map(LeasedRecipient::address)
                        .map(address -> outcome(address, result))
                        .toList());
    }

    static RecipientOutcome outcome(String address, Result result) {
        return new RecipientOutcome(
                address,
                result,
                Instant.parse("2026-01-02T03:04:05Z"),
                "mx.elsewhere.example",
                "192.0.2.25",
                "TLSv1.3 TLS_AES_128_GCM_SHA256",
                "2.0.0",
                result == Result.DELIVERED ? "250 2.0.0 OK" : "450 4.2.0 Later");
    }
}
