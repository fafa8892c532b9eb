package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A domain elsewhere that messages wait for, or that is paused.
 *
 * @param name A-labels
 * @param waiting recipients that are queued, leased or deferred
 * @param dueAt when the first of them is due; null if none waits
 * @param pausedAt since when nothing is sent there; null if it is
 * @param reason why; null if it is not paused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboundDestination(
        String name,
        long waiting,
        @Nullable Instant dueAt,
        @Nullable Instant pausedAt,
        @Nullable String reason) {}
