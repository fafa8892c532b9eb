package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search, and what of its result is of interest.
 *
 * @param results what to answer with
 * @param partial positions of the UIDs to answer with besides (RFC 9394); null for none
 * @param modseq whether the answer tells {@link SearchResult#highestModseq}; yes if null. Without it, indexes alone tell
 *     what is unseen or deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchRequest(
        SearchCriteria search,
        Set<Result> results,
        @Nullable PartialRange partial,
        @Nullable Boolean modseq) {

    /** Tells the highest modification sequence. */
    public SearchRequest(SearchCriteria search, Set<Result> results, @Nullable PartialRange partial) {
        this(search, results, partial, null);
    }

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
