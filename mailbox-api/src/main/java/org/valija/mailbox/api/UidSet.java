package org.valija.mailbox.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A set of UIDs, kept as ascending ranges that neither touch nor overlap: a mailbox of 200,000 messages without gaps is
 * one range, and takes twelve octets for each range. Immutable. Written as {@code 1:5,9}, as in the sequence-set of
 * RFC 9051, 9, without {@code *}.
 */
public final class UidSet {

    private static final UidSet EMPTY = new UidSet(new int[0], new int[0]);

    /** UIDs have 32 bits, without a sign: RFC 9051, 2.3.1.1. */
    private final int[] first;

    private final int[] last;
    /** {@code before[i]}: how many UIDs stand in the ranges before range i; one entry more than ranges. */
    private final int[] before;

    UidSet(int[] first, int[] last) {
        this.first = first;
        this.last = last;
        before = new int[first.length + 1];
        for (int i = 0; i < first.length; i++) {
            // A set that somebody asks for may be 1:4294967295; no set of messages is
            before[i + 1] = (int) Math.min(Integer.MAX_VALUE, before[i] + (last(i) - first(i) + 1));
        }
    }

    public static UidSet empty() {
        return EMPTY;
    }

    public static UidSet of(long... uids) {
        var builder = new UidSetBuilder();
        for (long uid : Arrays.stream(uids).sorted().toArray()) {
            builder.add(uid);
        }
        return builder.build();
    }

    /** All UIDs from {@code first} to {@code last}, both included; empty if {@code last} is the smaller. */
    public static UidSet range(long first, long last) {
        return first > last ? EMPTY : new UidSetBuilder().add(first, last).build();
    }

    /**
     * Reads {@code 1:5,9}: ranges in any order, overlapping or reversed; empty text is the empty set.
     *
     * @throws IllegalArgumentException for anything else
     */
    @JsonCreator
    public static UidSet parse(String text) {
        return text.isEmpty() ? EMPTY : UidSetBuilder.parse(text);
    }

    /** How many UIDs are in the set; 2,147,483,647 if they are more. */
    public int size() {
        return before[first.length];
    }

    public boolean isEmpty() {
        return first.length == 0;
    }

    public int ranges() {
        return first.length;
    }

    /** The first UID of range {@code i}, counted from 0. */
    public long first(int i) {
        return Integer.toUnsignedLong(first[i]);
    }

    /** The last UID of range {@code i}, counted from 0. */
    public long last(int i) {
        return Integer.toUnsignedLong(last[i]);
    }

    /** The smallest UID, or 0 where the set is empty. */
    public long min() {
        return isEmpty() ? 0 : first(0);
    }

    /** The largest UID, or 0 where the set is empty. */
    public long max() {
        return isEmpty() ? 0 : last(last.length - 1);
    }

    public boolean contains(long uid) {
        return indexOf(uid) >= 0;
    }

    /** The UID at a position in ascending order, counted from 0: sequence number n stands at n - 1. */
    public long at(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(index);
        }
        int found = Arrays.binarySearch(before, index);
        int range = found >= 0 ? found : -found - 2;
        return first(range) + (index - before[range]);
    }

    /** The position of a UID in ascending order, counted from 0, or -1 if the set lacks it. */
    public int indexOf(long uid) {
        int range = floor(uid);
        return range >= 0 && uid <= last(range) ? before[range] + (int) (uid - first(range)) : -1;
    }

    /** How many UIDs of the set are smaller than {@code uid}. */
    public int countBelow(long uid) {
        int range = floor(uid - 1);
        return range < 0 ? 0 : before[range] + (int) (Math.min(uid - 1, last(range)) - first(range) + 1);
    }

    /** The range with the largest first UID that is not above {@code uid}, or -1. */
    private int floor(long uid) {
        int low = 0;
        int high = first.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (first(middle) <= uid) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    public UidSet union(UidSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        var all = new UidSetBuilder();
        int i = 0;
        int j = 0;
        while (i < first.length || j < other.first.length) {
            if (j == other.first.length || i < first.length && first(i) <= other.first(j)) {
                all.add(first(i), last(i++));
            } else {
                all.add(other.first(j), other.last(j++));
            }
        }
        return all.build();
    }

    public UidSet intersect(UidSet other) {
        if (isEmpty() || other.isEmpty()) {
            return EMPTY;
        }
        var both = new UidSetBuilder();
        int i = 0;
        int j = 0;
        while (i < first.length && j < other.first.length) {
            long from = Math.max(first(i), other.first(j));
            long to = Math.min(last(i), other.last(j));
            if (from <= to) {
                both.add(from, to);
            }
            if (last(i) < other.last(j)) {
                i++;
            } else {
                j++;
            }
        }
        return both.build();
    }

    public UidSet minus(UidSet other) {
        if (other.isEmpty()) {
            return this;
        }
        var rest = new UidSetBuilder();
        int j = 0;
        for (int i = 0; i < first.length; i++) {
            long from = first(i);
            while (j < other.first.length && other.last(j) < from) {
                j++;
            }
            for (int k = j; k < other.first.length && other.first(k) <= last(i); k++) {
                if (other.first(k) > from) {
                    rest.add(from, other.first(k) - 1);
                }
                from = Math.max(from, other.last(k) + 1);
            }
            if (from <= last(i)) {
                rest.add(from, last(i));
            }
        }
        return rest.build();
    }

    /** All UIDs in ascending order. */
    public LongStream stream() {
        return IntStream.range(0, first.length).boxed().flatMapToLong(i -> LongStream.rangeClosed(first(i), last(i)));
    }

    public PrimitiveIterator.OfLong iterator() {
        return stream().iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UidSet set && Arrays.equals(first, set.first) && Arrays.equals(last, set.last);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + Arrays.hashCode(last);
    }

    @JsonValue
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < first.length; i++) {
            text.append(i == 0 ? "" : ",").append(first(i));
            if (last(i) > first(i)) {
                text.append(':').append(last(i));
            }
        }
        return text.toString();
    }
}
