package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a message for one recipient.
 *
 * @param address as the lease names it
 * @param at when it was tried
 * @param host that was asked; null if none was
 * @param hostAddress IP address of the host; null if none was reached
 * @param tls version and cipher suite; null if it went in the clear, or nowhere
 * @param status class.subject.detail (RFC 3463); null if there was none
 * @param reply what the server said, code and text, or why none could be asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecipientOutcome(
        String address,
        Result result,
        Instant at,
        @Nullable String host,
        @Nullable String hostAddress,
        @Nullable String tls,
        @Nullable String status,
        String reply) {

    /** How an attempt ended. */
    public enum Result {
        /** The other server has it. */
        DELIVERED,
        /** Not now; the store says when next, or that the time is over. */
        DEFERRED,
        /** Never. */
        FAILED,
        /** Not now, and the time is over: for leases that say so. */
        EXPIRED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
