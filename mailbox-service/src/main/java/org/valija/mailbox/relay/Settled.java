package org.valija.mailbox.relay;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.api.outbound.RecipientOutcome;

/**
 * What is to be written about a recipient.
 *
 * @param next attempt; null if there is none
 */
record Settled(
        LeasedRow row,
        RecipientOutcome outcome,
        OutboundState state,
        @Nullable Instant next) {

    static Settled of(LeasedRow row, RecipientOutcome outcome, RetrySchedule schedule, Instant now) {
        if (row.here()) {
            // It has been delivered, whatever came of the notice
            return new Settled(row, outcome, OutboundState.DELIVERED, null);
        }
        return switch (outcome.result()) {
            case DELIVERED -> new Settled(row, outcome, OutboundState.DELIVERED, null);
            case FAILED -> new Settled(row, outcome, OutboundState.BOUNCED, null);
            case EXPIRED -> new Settled(row, outcome, OutboundState.EXPIRED, null);
            case DEFERRED ->
                new Settled(
                        row, outcome, OutboundState.DEFERRED, schedule.next(row.attempts() + 1, row.queuedAt(), now));
        };
    }

    /** To be told to whoever follows, of what happened elsewhere: what happened here they have been told. */
    Optional<EventData> event() {
        return row.here() ? Optional.empty() : Optional.of(attempt());
    }

    private EventData attempt() {
        if (state == OutboundState.DELIVERED) {
            return new EventData.MessageRelayed(
                    row.account(),
                    row.reversePath(),
                    row.address(),
                    outcome.host() == null ? "" : outcome.host(),
                    outcome.reply(),
                    row.traceId());
        }
        if (next != null) {
            return new EventData.MessageDeferred(
                    row.account(),
                    row.reversePath(),
                    row.address(),
                    row.attempts() + 1,
                    next,
                    outcome.reply(),
                    row.traceId());
        }
        return new EventData.MessageBounced(
                row.account(), row.reversePath(), row.address(), outcome.reply(), row.traceId());
    }
}
