package org.valija.mailbox.api;

import java.util.Arrays;
import java.util.Comparator;

/** Collects UIDs in ascending order of each range's start into a {@link UidSet}, joining what touches or overlaps. */
public final class UidSetBuilder {

    private int[] first = new int[8];
    private int[] last = new int[8];
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
        if (size > 0 && from < Integer.toUnsignedLong(first[size - 1])) {
            throw new IllegalArgumentException("ranges come in ascending order");
        }
        if (size > 0 && from <= Integer.toUnsignedLong(last[size - 1]) + 1) {
            last[size - 1] = (int) Math.max(Integer.toUnsignedLong(last[size - 1]), to);
            return this;
        }
        if (size == first.length) {
            first = Arrays.copyOf(first, size * 2);
            last = Arrays.copyOf(last, size * 2);
        }
        first[size] = (int) from;
        last[size++] = (int) to;
        return this;
    }

    public UidSet build() {
        return new UidSet(Arrays.copyOf(first, size), Arrays.copyOf(last, size));
    }

    /** Reads what {@link UidSet#toString} writes without holding more than the set; what is in any other order, slowly. */
    static UidSet parse(String text) {
        var builder = new UidSetBuilder();
        long before = 0;
        for (int start = 0; start <= text.length(); ) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            var range = range(text, start, end);
            if (range.first() < before) {
                return sorted(text);
            }
            builder.add(range.first(), range.last());
            before = range.first();
            start = end + 1;
        }
        return builder.build();
    }

    private static UidSet sorted(String text) {
        var builder = new UidSetBuilder();
        Arrays.stream(text.split(",", -1))
                .map(range -> range(range, 0, range.length()))
                .sorted(Comparator.comparingLong(Range::first))
                .forEach(range -> builder.add(range.first(), range.last()));
        return builder.build();
    }

    private record Range(long first, long last) {}

    private static Range range(String text, int start, int end) {
        int colon = text.indexOf(':', start, end);
        if (colon < 0) {
            long uid = Long.parseLong(text, start, end, 10);
            return new Range(uid, uid);
        }
        long a = Long.parseLong(text, start, colon, 10);
        long b = Long.parseLong(text, colon + 1, end, 10);
        return new Range(Math.min(a, b), Math.max(a, b));
    }
}
