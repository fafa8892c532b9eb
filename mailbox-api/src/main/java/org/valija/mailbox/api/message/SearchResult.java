package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.UidSet;

/**
 * What was asked for of the result of a search; null is what was not, and min and max of an empty one.
 *
 * @param min the smallest UID
 * @param max the largest UID
 * @param count how many messages match
 * @param all UIDs of what matches
 * @param partial UIDs at the positions that were asked for
 * @param highestModseq of the messages that this tells of: those found, or if neither all nor count was asked for, those
 *     named (RFC 7162, 3.1.10); 0 if there are none, or {@link SearchRequest#modseq} is false
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchResult(
        @Nullable Long min,
        @Nullable Long max,
        @Nullable Integer count,
        @Nullable UidSet all,
        @Nullable UidSet partial,
        long highestModseq) {}
