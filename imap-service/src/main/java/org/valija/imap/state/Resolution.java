package org.valija.imap.state;

import java.util.Comparator;
import java.util.List;
import org.valija.imap.parse.SequenceSet;
import org.valija.imap.parse.SequenceSet.Range;
import org.valija.imap.parse.SyntaxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;

/**
 * Turns what a command names into UIDs.
 *
 * @param known all messages, in the order of their sequence numbers
 */
record Resolution(UidSet known) {

    /** UIDs that a command names, whether there are such messages or not. */
    UidSet named(SequenceSet set) {
        return union(set, Numbering.UID);
    }

    UidSet resolve(SequenceSet set, Numbering numbering) {
        return union(set, numbering).intersect(known);
    }

    private UidSet union(SequenceSet set, Numbering numbering) {
        var ranges = set.ranges().stream()
                .map(range -> switch (numbering) {
                    case SEQUENCE -> numbers(range);
                    case UID -> uids(range);
                })
                .filter(range -> range.to() > 0)
                .sorted(Comparator.comparingLong(Range::from))
                .toList();
        return union(ranges);
    }

    /** Sequence numbers must stand for a message, {@code *} included: RFC 3501, 9. */
    private Range numbers(Range range) {
        long from = number(Math.min(range.from(), range.to()));
        long to = number(Math.max(range.from(), range.to()));
        return new Range(known.at((int) from - 1), known.at((int) to - 1));
    }

    private long number(long number) {
        long resolved = number == SequenceSet.LARGEST ? known.size() : number;
        if (resolved < 1 || resolved > known.size()) {
            throw new SyntaxException("No message has that sequence number");
        }
        return resolved;
    }

    /** UIDs may stand for nothing; {@code *} is the largest there is, even where the other end is above that. */
    private Range uids(Range range) {
        long from = range.from() == SequenceSet.LARGEST ? known.max() : range.from();
        long to = range.to() == SequenceSet.LARGEST ? known.max() : range.to();
        return new Range(Math.min(from, to), Math.max(from, to));
    }

    private static UidSet union(List<Range> ascending) {
        var union = new UidSetBuilder();
        for (var range : ascending) {
            union.add(Math.max(1, range.from()), range.to());
        }
        return union.build();
    }
}
