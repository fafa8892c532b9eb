package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search whose result comes in an order.
 *
 * @param keys 1 to 16, the weightiest first; what is equal in all of them comes in the order of UIDs
 * @param partial positions in that order to answer with; null for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SortRequest(
        SearchCriteria search, List<SortKey> keys, @Nullable PartialRange partial) {}
