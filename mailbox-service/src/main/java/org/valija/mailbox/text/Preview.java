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

    private static String shortened(String text) {
        var line = text.replaceAll("[\\s\\p{Z}\\p{C}&&[^\\x{200D}]]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST));
    }
}
