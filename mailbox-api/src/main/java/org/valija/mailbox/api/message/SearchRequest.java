package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search, and what of its result is of interest.
 *
 * @param results what to answer with
 * @param partial positions of the UIDs to answer with besides (RFC 9394); null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchRequest(
        SearchCriteria search,
        Set<Result> results,
        @Nullable PartialRange partial) {

    /** RFC 4731, 3.1. */
    public enum Result {
        /** The smallest UID. */
        MIN,
        /** The largest UID. */
        MAX,
        /** All UIDs. */
        ALL,
        /** How many there are. */
        COUNT
    }
}
