package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Problem;

/**
 * What became of a batch.
 *
 * @param accounts one answer each, in the order of the batch
 */
public record AccountBatchReport(List<Item> accounts) {

    /**
     * The answer to one of them: the account that was made, or why not.
     *
     * @param address as the batch names it
     * @param account null if it was refused
     * @param refusal null if it was made
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String address,
            @Nullable Account account,
            @Nullable Problem refusal) {}
}
