package org.valija.mailbox.search;

import java.io.IOException;
import java.io.Reader;
import org.valija.mailbox.text.FoldedText;

/** Looks for folded texts in one of any length, that is read a block at a time. */
final class TextWindow {

    private final String[] needles;
    private final boolean[] found;
    /** How many characters of a block have to be kept, as a text may have begun there. */
    private final int overlap;

    private String window = "";

    private TextWindow(String[] needles, boolean[] found) {
        this.needles = needles;
        this.found = found;
        int longest = 1;
        for (var needle : needles) {
            longest = Math.max(longest, needle.length());
        }
        overlap = longest - 1;
    }

    /** Marks the needles that are in it as found. Stops early where all are. */
    static void find(String[] needles, boolean[] found, Reader text) throws IOException {
        var look = new TextWindow(needles, found);
        // Text may be empty, and so may a needle be
        look.accept("");
        FoldedText.read(text, look::accept);
    }

    private boolean accept(String folded) {
        window = window.substring(Math.max(0, window.length() - overlap)) + folded;
        boolean all = true;
        for (int i = 0; i < needles.length; i++) {
            found[i] = found[i] || window.contains(needles[i]);
            all &= found[i];
        }
        return !all;
    }
}
