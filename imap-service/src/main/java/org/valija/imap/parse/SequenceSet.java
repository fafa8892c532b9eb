package org.valija.imap.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Message sequence numbers or UIDs, as the command says.
 *
 * @param ranges at least one, in the order in which they were written
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-9">RFC 9051, 9</a>
 */
public record SequenceSet(List<Range> ranges) {

    /** {@code *}, the largest number in use. */
    public static final long LARGEST = Long.MAX_VALUE;

    /**
     * Both ends and all between them, in either order.
     *
     * @param from 1 to 4,294,967,295, or {@link #LARGEST}
     * @param to the same
     */
    public record Range(long from, long to) {}

    /** {@code sequence-set = (seq-number / seq-range) *("," (seq-number / seq-range))} */
    static SequenceSet read(Arguments in) {
        var ranges = new ArrayList<Range>();
        do {
            long from = seqNumber(in);
            ranges.add(new Range(from, in.skip(':') ? seqNumber(in) : from));
        } while (in.skip(','));
        return new SequenceSet(List.copyOf(ranges));
    }

    /** {@code seq-number = nz-number / "*"} */
    private static long seqNumber(Arguments in) {
        return in.skip('*') ? LARGEST : in.nzNumber();
    }
}
