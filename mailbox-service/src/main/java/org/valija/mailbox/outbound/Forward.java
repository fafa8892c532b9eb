package org.valija.mailbox.outbound;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.content.Ingested;

/**
 * A message to be queued.
 *
 * @param content stored in the same transaction
 * @param reversePath empty for the null one
 * @param recipients elsewhere, by their normalised addresses; each with the address here that forwards to it
 */
public record Forward(Ingested content, String reversePath, String traceId, Map<String, To> recipients) {

    /**
     * A recipient elsewhere.
     *
     * @param domain of ours that it is sent for
     * @param deliveredTo the address here whose alias forwards to it; null if none does
     */
    public record To(
            Address address, String domain, @Nullable String deliveredTo) {}
}
