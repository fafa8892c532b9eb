package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to hand a message over.
 *
 * @param number counted from 1, for each recipient
 * @param at when it was tried
 * @param gateway that tried it
 * @param host that was asked; null if none was
 * @param hostAddress IP address of the host; null if none was reached
 * @param tls version and cipher suite; null if it went in the clear, or nowhere
 * @param status class.subject.detail (RFC 3463); null if there was none
 * @param reply what the server said, or why none could be asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboundAttempt(
        int number,
        Instant at,
        RecipientOutcome.Result result,
        String gateway,
        @Nullable String host,
        @Nullable String hostAddress,
        @Nullable String tls,
        @Nullable String status,
        String reply) {}
