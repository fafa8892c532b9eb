package org.valija.imap.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;

/**
 * Message sequence numbers or UIDs, as the command says.
 *
 * @param ranges in the order in which they were written; none for {@link #SAVED}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-9">RFC 9051, 9</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5182.html#section-3">RFC 5182, 3</a>
 */
public record SequenceSet(List<Range> ranges) {

    /** {@code *}, the largest number in use. */
    public static final long LARGEST = Long.MAX_VALUE;

    /** {@code $}, the messages that SEARCH saved last: RFC 5182, 3. */
    public static final SequenceSet SAVED = new SequenceSet(List.of());

    /**
     * Both ends and all between them, in either order.
     *
     * @param from 1 to 4,294,967,295, or {@link #LARGEST}
     * @param to the same
     */
    public record Range(long from, long to) {}

    public boolean isSaved() {
        return ranges.isEmpty();
    }

    /** {@code sequence-set = (seq-number / seq-range) *("," (seq-number / seq-range)) / "$"} */
    static SequenceSet read(Arguments in) {
        if (in.skip('$')) {
            in.require(Vocabulary.SAVED_RESULT);
            return SAVED;
        }
        var ranges = new ArrayList<Range>();
        do {
            long from = seqNumber(in);
            ranges.add(new Range(from, in.skip(':') ? seqNumber(in) : from));
        } while (in.skip(','));
        return new SequenceSet(List.copyOf(ranges));
    }

    /**
     * The numbers themselves, where a star has no meaning: {@code known-uids} of RFC 7162, 7.
     *
     * @throws SyntaxException if there is one
     */
    public UidSet numbers() {
        if (isSaved() || ranges.stream().anyMatch(range -> range.from() == LARGEST || range.to() == LARGEST)) {
            throw new SyntaxException("Numbers alone are allowed here");
        }
        var numbers = new UidSetBuilder();
        ranges.stream()
                .map(range -> new Range(Math.min(range.from(), range.to()), Math.max(range.from(), range.to())))
                .sorted(Comparator.comparingLong(Range::from))
                .forEach(range -> numbers.add(range.from(), range.to()));
        return numbers.build();
    }

    /** {@code seq-number}: one message. */
    static SequenceSet readOne(Arguments in) {
        long number = seqNumber(in);
        return new SequenceSet(List.of(new Range(number, number)));
    }

    /** {@code seq-number = nz-number / "*"} */
    private static long seqNumber(Arguments in) {
        return in.skip('*') ? LARGEST : in.nzNumber();
    }
}
