package org.valija.mailbox.message;

import org.valija.mailbox.api.UidSet;

/**
 * A set of UIDs as PostgreSQL takes it: {@code unnest(:first::bigint[], :last::bigint[])}, to join messages with, finds
 * each range by index, however far apart they are.
 */
public record UidRanges(long[] first, long[] last) {

    public static UidRanges of(UidSet uids) {
        var first = new long[uids.ranges()];
        var last = new long[uids.ranges()];
        for (int i = 0; i < first.length; i++) {
            first[i] = uids.first(i);
            last[i] = uids.last(i);
        }
        return new UidRanges(first, last);
    }
}
