package org.valija.mailbox.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the sender wants a message to travel, and what it wants to hear about it. Matters where the message goes on to other
 * servers.
 *
 * @param body what octets are in it
 * @param utf8 whether addresses and header fields may hold more than ASCII: RFC 6531
 * @param requireTls whether it must never travel in the clear: RFC 8689
 * @param returnFull whether notices of failure come with the whole message, or else its header; null if the sender did not
 *     say: RFC 3461, 4.3
 * @param envelopeId by which the sender knows the message; null if it named none: RFC 3461, 4.4
 * @param recipients one for each recipient of the envelope, in the same order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryOptions(
        Body body,
        boolean utf8,
        boolean requireTls,
        @Nullable Boolean returnFull,
        @Nullable String envelopeId,
        List<RecipientOptions> recipients) {

    /** What octets a message has: RFC 6152, RFC 3030. */
    public enum Body {
        /** ASCII in lines. */
        SEVEN_BIT,
        /** Any octets, in lines. */
        EIGHT_BIT,
        /** Any octets, in lines or not. */
        BINARY
    }
}
