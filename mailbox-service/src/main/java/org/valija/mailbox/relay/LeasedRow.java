package org.valija.mailbox.relay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;

/**
 * A recipient that a gateway has, with what settling needs of its message.
 *
 * @param domain of ours that it is sent for
 * @param account who submitted the message; null for nobody here
 * @param here whether it is in a mailbox here, which its sender is only told
 */
record LeasedRow(
        long message,
        String recipient,
        String address,
        UUID lease,
        String gateway,
        int attempts,
        String domain,
        String reversePath,
        String traceId,
        Instant queuedAt,
        @Nullable AccountId account,
        boolean here) {}
