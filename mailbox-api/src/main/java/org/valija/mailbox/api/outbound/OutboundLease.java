package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.delivery.DeliveryOptions;

/**
 * A message for one destination, which a gateway has for itself until the lease runs out.
 *
 * @param destination the domain of the recipients, as A-labels
 * @param smartHost to send it to; null for the servers that the DNS names for the destination
 * @param reversePath where notices go; empty for the null reverse-path
 * @param size octets
 * @param traceId under which logs and events name it
 * @param authenticated whether it is from a user of ours, or from the store itself, so that it may be signed; if not, an alias
 *     forwards what came from elsewhere
 * @param options of the sender, for the recipients of this lease in their order
 * @param recipients that are due, at least one
 * @param content the message as it was stored; null where it is too large for what was asked for, and is to be read by itself
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboundLease(
        UUID id,
        long message,
        String destination,
        @Nullable SmartHost smartHost,
        String reversePath,
        long size,
        Instant queuedAt,
        String traceId,
        boolean authenticated,
        DeliveryOptions options,
        List<LeasedRecipient> recipients,
        byte @Nullable [] content) {

    /** The same with its content. */
    public OutboundLease with(byte[] octets) {
        return new OutboundLease(
                id,
                message,
                destination,
                smartHost,
                reversePath,
                size,
                queuedAt,
                traceId,
                authenticated,
                options,
                recipients,
                octets);
    }
}
