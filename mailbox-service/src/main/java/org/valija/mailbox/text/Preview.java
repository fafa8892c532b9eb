package org.valija.mailbox.text;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.BodyPart;

/**
 * The beginning of what a message says, in one line of at most 200 characters; empty if there is nothing to read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8970.html#section-3.1">RFC 8970, 3.1</a>
 */
public final class Preview {

    private static final int LONGEST = 200;
    /** Characters to look at: what comes before the first words may be long. */
    private static final int LOOKED_AT = 4 * 1024;

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Preview() {}

    /** Reads as much of a message as it takes. */
    public static String of(BodyPart structure, Octets octets) throws IOException {
        var part = first(structure, "plain");
        if (part == null) {
            part = first(structure, "html");
        }
        if (part == null) {
            return "";
        }
        var piece = new Piece(Piece.Kind.TEXT, part.bodyOffset(), part.size(), part);
        try (var text = piece.decode(octets.range(piece.from(), piece.size()))) {
            var start = new char[LOOKED_AT];
            int n = 0;
            for (int read = text.read(start); read > 0 && n < LOOKED_AT; read = text.read(start, n, LOOKED_AT - n)) {
                n += read;
            }
            return shortened(new String(start, 0, n));
        }
    }

    /** The first text of a kind that is no attachment. */
    private static @Nullable BodyPart first(BodyPart part, String subtype) {
        if (part.type().equals("text")
                && part.subtype().equals(subtype)
                && (part.disposition() == null || !part.disposition().type().equals("attachment"))) {
            return part;
        }
        for (var child : part.parts()) {
            var found = first(child, subtype);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What separates words, in whatever number, becomes one space; a joiner within a pictograph does not. */
    private static String shortened(String text) {
        var line = new StringBuilder();
        boolean gap = false;
        for (int at = 0, n = 0; at < text.length() && n < LONGEST; ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (isGap(c)) {
                gap = n > 0;
            } else {
                if (gap) {
                    line.append(' ');
                    n++;
                    gap = false;
                }
                if (n < LONGEST) {
                    line.appendCodePoint(c);
                    n++;
                }
            }
        }
        return line.toString();
    }

    private static boolean isGap(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> c != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }
}
