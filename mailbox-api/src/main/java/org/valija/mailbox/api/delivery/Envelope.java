package org.valija.mailbox.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;

/**
 * Who a message is from and for, apart from what its header says: RFC 5321, 2.3.1.
 *
 * @param reversePath where notices go; empty for the null reverse-path
 * @param recipients local-part@domain each; at least one, at most 10,000
 * @param protocol how it came: {@code ESMTP}, {@code ESMTPSA} and so on (RFC 3848)
 * @param clientAddress IP address it came from; null if unknown
 * @param helo the name that the client gave; null if none
 * @param traceId the id under which logs and events of all services name this message; at most 64 characters
 * @param options what the sender wishes; null if nothing
 * @param verdict of the service that received it; null if nobody judged it
 * @param together true if nobody gets it where one of the recipients is refused, as a protocol needs that has one answer for
 *     all of them; false or null if each stands alone
 * @param submitter who is logged in and sends it, from an address of their own or the null one: then it goes to other servers
 *     as well; null for mail from elsewhere, which is for users here only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope(
        String reversePath,
        List<String> recipients,
        String protocol,
        @Nullable String clientAddress,
        @Nullable String helo,
        String traceId,
        @Nullable DeliveryOptions options,
        @Nullable Verdict verdict,
        @Nullable Boolean together,
        @Nullable AccountId submitter) {

    /** Without wishes of the sender; nobody has judged it, and each recipient gets it alone. */
    public Envelope(
            String reversePath,
            List<String> recipients,
            String protocol,
            @Nullable String clientAddress,
            @Nullable String helo,
            String traceId) {
        this(reversePath, recipients, protocol, clientAddress, helo, traceId, null, null, null, null);
    }
}
