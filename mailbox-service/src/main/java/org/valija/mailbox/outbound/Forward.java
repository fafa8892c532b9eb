package org.valija.mailbox.outbound;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.delivery.DeliveryOptions;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.outbound.OutboundNotice;
import org.valija.mailbox.content.Ingested;

/**
 * A message to be queued.
 *
 * @param content stored in the same transaction
 * @param reversePath empty for the null one
 * @param account who submitted it; null for nobody here
 * @param options of the message; null if its sender wished for nothing. Those of its recipients stand at each of them
 * @param recipients by their normalised addresses
 */
public record Forward(
        Ingested content,
        String reversePath,
        String traceId,
        @Nullable AccountId account,
        @Nullable DeliveryOptions options,
        Map<String, To> recipients) {

    /**
     * A recipient elsewhere; or one here, of which the sender wants to be told that it has the message.
     *
     * @param domain of ours that it is sent for
     * @param deliveredTo the address here whose alias forwards to it; null if none does
     * @param options what the sender wants to hear about it; null if it did not say
     * @param confirmation what became of it here; null for one elsewhere
     */
    public record To(
            Address address,
            String domain,
            @Nullable String deliveredTo,
            @Nullable RecipientOptions options,
            OutboundNotice.@Nullable Kind confirmation) {}
}
