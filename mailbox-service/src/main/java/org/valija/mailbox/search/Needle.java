package org.valija.mailbox.search;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/** A text to look for, without regard to case. */
final class Needle {

    private static final int BLOCK = 8 * 1024;

    private final String folded;

    Needle(String text) {
        folded = fold(text);
    }

    /**
     * Upper case only: unlike lower case it does not depend on what stands beside a letter, so it is the same for text
     * that is read in blocks.
     */
    static String fold(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /**
     * @param text after {@link #fold}
     */
    boolean isIn(String text) {
        return text.contains(folded);
    }

    /** How many characters of a block have to be kept, as the text may have begun there. */
    private int overlap() {
        return Math.max(0, folded.length() - 1);
    }

    /** Reads a text of any length, and marks the needles that are in it as found. Stops early where all are. */
    static void find(Needle[] needles, boolean[] found, Reader text) throws IOException {
        int overlap = 0;
        for (var needle : needles) {
            overlap = Math.max(overlap, needle.overlap());
        }
        var block = new char[BLOCK];
        var window = "";
        int kept = 0;
        for (int n = text.read(block, 0, BLOCK); n >= 0; n = text.read(block, kept, BLOCK - kept)) {
            int length = kept + n;
            // The first half of a pair waits for the second: they have a case only together
            kept = Character.isHighSurrogate(block[Math.max(0, length - 1)]) ? 1 : 0;
            window = window.substring(Math.max(0, window.length() - overlap))
                    + fold(new String(block, 0, Math.max(0, length - kept)));
            if (mark(needles, found, window)) {
                return;
            }
            if (kept == 1) {
                block[0] = block[length - 1];
            }
        }
        // Text may be empty, and so may a needle be
        mark(needles, found, window);
    }

    private static boolean mark(Needle[] needles, boolean[] found, String window) {
        boolean all = true;
        for (int i = 0; i < needles.length; i++) {
            found[i] = found[i] || needles[i].isIn(window);
            all &= found[i];
        }
        return all;
    }
}
