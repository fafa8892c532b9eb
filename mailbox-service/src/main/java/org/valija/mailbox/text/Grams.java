package org.valija.mailbox.text;

import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * The numbers that stand for a text in the index, made of each three characters in a row, and of each two where one
 * character says as much as a word. Two texts may share a number by chance: what has all numbers of a text may contain
 * it, what lacks one can't. Unlike those of pg_trgm they don't depend on what the locale of the database takes for a
 * letter, and count spaces and punctuation too.
 */
public final class Grams {

    private static final int NUMBERS = 1 << 16;
    /** More would cost more than they leave out. */
    private static final int MOST_OF_NEEDLE = 24;

    /** What the names of fields bring into nearly every message: to ask for it takes time, and leaves out nothing. */
    private static final BitSet EVERYWHERE = numbers("""
            RETURN-PATH: RECEIVED: FROM: TO: SUBJECT: MESSAGE-ID: DATE:
            MIME-VERSION: 1.0
            CONTENT-TYPE: TEXT/""");

    private final BitSet numbers = new BitSet(NUMBERS);

    /** Adds those of a folded text. */
    public void add(CharSequence folded) {
        for (int i = 0; i + 1 < folded.length(); i++) {
            char a = folded.charAt(i);
            char b = folded.charAt(i + 1);
            if (isIdeographic(a) && isIdeographic(b)) {
                numbers.set(number(a, b, '\0'));
            }
            if (i + 2 < folded.length()) {
                numbers.set(number(a, b, folded.charAt(i + 2)));
            }
        }
    }

    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** Those of folded texts to look for, wherever each of them stands, but no more than help. */
    public static Grams ofNeedles(String... folded) {
        var all = new Grams();
        for (var needle : folded) {
            all.add(needle);
        }
        all.leaveOutCommon();
        int size = all.numbers.cardinality();
        if (size > MOST_OF_NEEDLE) {
            int i = 0;
            for (int n = all.numbers.nextSetBit(0); n >= 0; n = all.numbers.nextSetBit(n + 1)) {
                // Evenly: neighbours have nothing in common, as numbers are scattered
                if ((long) i * MOST_OF_NEEDLE / size == (long) (i + 1) * MOST_OF_NEEDLE / size) {
                    all.numbers.clear(n);
                }
                i++;
            }
        }
        return all;
    }

    /** Unless there is nothing else. */
    private void leaveOutCommon() {
        var all = (BitSet) numbers.clone();
        numbers.andNot(EVERYWHERE);
        if (numbers.isEmpty()) {
            numbers.or(all);
        }
    }

    private static BitSet numbers(String folded) {
        var grams = new Grams();
        grams.add(folded);
        return grams.numbers;
    }

    /** As PostgreSQL writes a {@code smallint[]}. */
    @Override
    public String toString() {
        return numbers.stream().mapToObj(n -> Integer.toString((short) n)).collect(Collectors.joining(",", "{", "}"));
    }

    private static int number(char a, char b, char c) {
        return ((a * 31 + b) * 31 + c) * 0x9E3779B1 >>> 16;
    }

    /** Chinese characters and kana. */
    private static boolean isIdeographic(char c) {
        return c >= 0x2E80 && c <= 0x9FFF || c >= 0xF900 && c <= 0xFAFF;
    }
}
