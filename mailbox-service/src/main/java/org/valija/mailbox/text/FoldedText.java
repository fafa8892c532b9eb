package org.valija.mailbox.text;

import java.io.IOException;
import java.io.Reader;
import org.valija.mailbox.mime.Casemap;

/** Folds a text of any length as it is read, a block at a time. */
public final class FoldedText {

    private static final int BLOCK = 8 * 1024;

    private FoldedText() {}

    /** Takes the next stretch of a folded text. */
    @FunctionalInterface
    public interface Sink {
        /** @return whether more is wanted */
        boolean accept(String folded);
    }

    /** Reads to the end, or until no more is wanted; the caller closes. */
    public static void read(Reader text, Sink sink) throws IOException {
        var block = new char[BLOCK];
        int kept = 0;
        boolean space = false;
        for (int n = text.read(block, 0, BLOCK); n >= 0; n = text.read(block, kept, BLOCK - kept)) {
            int length = kept + n;
            int cut = cut(block, length);
            var folded = Casemap.fold(new String(block, 0, cut));
            // A run of spaces may go on in the next block
            if (space && folded.startsWith(" ")) {
                folded = folded.substring(1);
            }
            space = folded.isEmpty() ? space : folded.endsWith(" ");
            if (!folded.isEmpty() && !sink.accept(folded)) {
                return;
            }
            kept = length - cut;
            System.arraycopy(block, cut, block, 0, kept);
        }
        if (kept > 0) {
            var folded = Casemap.fold(new String(block, 0, kept));
            sink.accept(space && folded.startsWith(" ") ? folded.substring(1) : folded);
        }
    }

    /** Where a block can be cut: before a character that no other one before it can change by being there. */
    private static int cut(char[] block, int length) {
        for (int i = length - 1; i > 0; i--) {
            if (isIndependent(block[i])) {
                return i;
            }
        }
        // Nothing but marks in all of the block is no text
        return length < BLOCK ? 0 : length;
    }

    private static boolean isIndependent(char c) {
        return c < 0x300
                || !Character.isLowSurrogate(c)
                        && switch (Character.getType(c)) {
                            case Character.NON_SPACING_MARK,
                                    Character.ENCLOSING_MARK,
                                    Character.COMBINING_SPACING_MARK -> false;
                            default -> true;
                        };
    }
}
