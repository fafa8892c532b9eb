package org.valija.mailbox.api.message;

import org.valija.mailbox.api.UidSet;

/**
 * A stretch of a result, by position: from the first on, both counted from 1, or from the last back, both counted from -1.
 *
 * @param from 1 or more, or -1 or less
 * @param to of the same sign; included; smaller or larger than from
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9394.html#section-3.1">RFC 9394, 3.1</a>
 */
public record PartialRange(int from, int to) {

    /** The first position of a result of some size, counted from 0. */
    public int start(int size) {
        int nearest = Math.min(Math.abs(from), Math.abs(to));
        int farthest = Math.max(Math.abs(from), Math.abs(to));
        return from > 0 ? Math.min(size, nearest - 1) : Math.max(0, size - farthest);
    }

    /** The position after the last one, counted from 0. */
    public int end(int size) {
        int nearest = Math.min(Math.abs(from), Math.abs(to));
        int farthest = Math.max(Math.abs(from), Math.abs(to));
        return from > 0 ? Math.min(size, farthest) : Math.max(0, size - nearest + 1);
    }

    /** The UIDs at these positions. */
    public UidSet of(UidSet uids) {
        int start = start(uids.size());
        int end = end(uids.size());
        return start >= end ? UidSet.empty() : uids.intersect(UidSet.range(uids.at(start), uids.at(end - 1)));
    }
}
