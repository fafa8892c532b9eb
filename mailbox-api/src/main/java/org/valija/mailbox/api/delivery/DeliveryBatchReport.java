package org.valija.mailbox.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Problem;

/**
 * What became of a batch.
 *
 * @param messages one answer each, in the order of the batch
 */
public record DeliveryBatchReport(List<Item> messages) {

    /**
     * The answer to one of them.
     *
     * @param report null if the message was refused for all recipients
     * @param refusal null if it was not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            @Nullable DeliveryReport report, @Nullable Problem refusal) {}
}
