package org.valija.mailbox.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Problem;

/**
 * Who addresses belong to.
 *
 * @param recipients one answer each, in the order of the batch
 */
public record RecipientBatchReport(List<Item> recipients) {

    /**
     * The answer for one of them.
     *
     * @param resolved null if mail for it would be refused
     * @param refusal null if it would not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            @Nullable ResolvedRecipient resolved, @Nullable Problem refusal) {}
}
