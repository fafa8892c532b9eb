package org.valija.mailbox.api;

import java.util.Arrays;
import java.util.Comparator;

/** Collects UIDs in ascending order of each range's start into a {@link UidSet}, joining what touches or overlaps. */
public final class UidSetBuilder {

    private long[] first = new long[8];
    private long[] last = new long[8];
    private int size;

    /**
     * @param uid not below the start of what was added last
     */
    public UidSetBuilder add(long uid) {
        return add(uid, uid);
    }

    /**
     * @param from not below the {@code from} of what was added last; 1 to {@link Uid#MAX}
     * @param to not below {@code from}; at most {@link Uid#MAX}
     */
    public UidSetBuilder add(long from, long to) {
        if (from < 1 || to > Uid.MAX || from > to) {
            throw new IllegalArgumentException("not a range of UIDs: " + from + ":" + to);
        }
        if (size > 0 && from < first[size - 1]) {
            throw new IllegalArgumentException("ranges come in ascending order");
        }
        if (size > 0 && from <= last[size - 1] + 1) {
            last[size - 1] = Math.max(last[size - 1], to);
            return this;
        }
        if (size == first.length) {
            first = Arrays.copyOf(first, size * 2);
            last = Arrays.copyOf(last, size * 2);
        }
        first[size] = from;
        last[size++] = to;
        return this;
    }

    public UidSet build() {
        return size == 0 && first.length == 8
                ? new UidSet(new long[0], new long[0])
                : new UidSet(Arrays.copyOf(first, size), Arrays.copyOf(last, size));
    }

    static UidSet parse(String text) {
        var builder = new UidSetBuilder();
        Arrays.stream(text.split(",", -1))
                .map(UidSetBuilder::range)
                .sorted(Comparator.comparingLong(range -> range[0]))
                .forEach(range -> builder.add(range[0], range[1]));
        return builder.build();
    }

    private static long[] range(String text) {
        int colon = text.indexOf(':');
        long a = Long.parseLong(colon < 0 ? text : text.substring(0, colon));
        long b = colon < 0 ? a : Long.parseLong(text.substring(colon + 1));
        return new long[] {Math.min(a, b), Math.max(a, b)};
    }
}
