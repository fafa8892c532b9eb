package org.valija.mailbox.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a message is from and for, apart from what its header says: RFC 5321, 2.3.1.
 *
 * @param reversePath where notices go; empty for the null reverse-path
 * @param recipients local-part@domain each; at least one
 * @param protocol how it came: {@code ESMTP}, {@code ESMTPSA} and so on (RFC 3848)
 * @param clientAddress IP address it came from; null if unknown
 * @param helo the name that the client gave; null if none
 * @param traceId the id under which logs and events of all services name this message; at most 64 characters
 * @param options what the sender wishes; null if nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope(
        String reversePath,
        List<String> recipients,
        String protocol,
        @Nullable String clientAddress,
        @Nullable String helo,
        String traceId,
        @Nullable DeliveryOptions options) {

    /** Without wishes of the sender. */
    public Envelope(
            String reversePath,
            List<String> recipients,
            String protocol,
            @Nullable String clientAddress,
            @Nullable String helo,
            String traceId) {
        this(reversePath, recipients, protocol, clientAddress, helo, traceId, null);
    }
}
