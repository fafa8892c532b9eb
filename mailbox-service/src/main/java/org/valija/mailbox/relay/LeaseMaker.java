package org.valija.mailbox.relay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.delivery.DeliveryOptions;
import org.valija.mailbox.api.outbound.LeasedRecipient;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.SmartHost;
import org.valija.mailbox.secret.Encryption;

/** Writes leases down, as gateways get them. */
@Component
final class LeaseMaker {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseMaker.class);

    private final RetrySchedule schedule;
    private final Encryption encryption;

    LeaseMaker(RetrySchedule schedule, Encryption encryption) {
        this.schedule = schedule;
        this.encryption = encryption;
    }

    /** @param rows of one message, at one destination, by one route; at least one */
    OutboundLease lease(UUID id, List<DueRecipient> rows, Instant now) {
        var any = rows.getFirst();
        var options = new DeliveryOptions(
                any.body(),
                any.utf8(),
                any.requireTls(),
                any.returnFull(),
                any.envelopeId(),
                rows.stream().map(DueRecipient::options).toList());
        return new OutboundLease(
                id,
                any.message(),
                any.destination(),
                smartHost(any.route()),
                any.reversePath(),
                any.size(),
                any.queuedAt(),
                any.traceId(),
                isAuthenticated(any),
                options,
                rows.stream().map(row -> recipient(row, now)).toList(),
                null);
    }

    /** What no alias forwards was submitted, or is a notice of our own: nothing else is for recipients elsewhere. */
    private static boolean isAuthenticated(DueRecipient row) {
        return row.submitted() || row.deliveredTo() == null;
    }

    private @Nullable SmartHost smartHost(DueRecipient.@Nullable Route route) {
        if (route == null) {
            return null;
        }
        return new SmartHost(route.host(), route.port(), route.tls(), route.user(), password(route));
    }

    /** Null where it can't be read, so that the smart host refuses, and mail waits; the rest of the queue must not. */
    private @Nullable String password(DueRecipient.Route route) {
        if (route.password() == null) {
            return null;
        }
        try {
            var password = encryption.decrypt(purpose(route.host(), route.port()), route.password());
            return new String(password, StandardCharsets.UTF_8);
        } catch (IllegalStateException e) {
            LOG.error("The password for smart host {} can't be read", route.host(), e);
            return null;
        }
    }

    /** What the password of a smart host is encrypted for. */
    static String purpose(String host, int port) {
        return "outbound-route " + host + " " + port;
    }

    private LeasedRecipient recipient(DueRecipient row, Instant now) {
        return new LeasedRecipient(
                row.address(),
                row.deliveredTo(),
                row.attempts(),
                row.order(),
                schedule.onDeferral(row.queuedAt(), row.delayTold(), now),
                row.giveUp(),
                row.confirmation());
    }
}
