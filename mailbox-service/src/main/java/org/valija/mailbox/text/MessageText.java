package org.valija.mailbox.text;

import java.io.IOException;
import org.valija.mailbox.api.message.BodyPart;

/**
 * All that the index keeps of a message; folded but for the preview.
 *
 * @param header a line for each field: see {@link HeaderLines#toString}
 * @param parts the same, of the headers of MIME parts
 * @param body pieces of text, each on a line of its own: a folded text has no line ends
 * @param complete whether all of the text is here
 */
record MessageText(String header, String parts, String body, boolean complete, String preview) {

    /**
     * Reads a message as far as its text is kept.
     *
     * @param most characters to keep of header, parts and body each
     */
    static MessageText of(byte[] header, BodyPart structure, Octets octets, int most) throws IOException {
        var fields = new Bounded(most);
        fields.add(HeaderLines.of(header).toString());
        var parts = new Bounded(most);
        var body = new Bounded(most);
        for (var piece : Piece.of(structure)) {
            try (var in = octets.range(piece.from(), piece.size())) {
                switch (piece.kind()) {
                    case MIME_HEADER ->
                        parts.add(HeaderLines.of(in.readAllBytes()).toString());
                    case MESSAGE_HEADER ->
                        body.add(HeaderLines.of(in.readAllBytes()).toString());
                    case TEXT -> {
                        body.line();
                        FoldedText.read(piece.decode(in), body::append);
                    }
                }
            }
        }
        return new MessageText(
                fields.text.toString(),
                parts.text.toString(),
                body.text.toString(),
                fields.complete && parts.complete && body.complete,
                Preview.of(structure, octets));
    }

    Grams grams() {
        var grams = new Grams();
        grams.add(header);
        grams.add(parts);
        grams.add(body);
        return grams;
    }

    /** As much of a text as is kept. */
    private static final class Bounded {

        private final StringBuilder text = new StringBuilder();
        private final int most;
        private boolean complete = true;

        Bounded(int most) {
            this.most = most;
        }

        void line() {
            if (!text.isEmpty()) {
                text.append('\n');
            }
        }

        void add(String line) {
            line();
            append(line);
        }

        boolean append(String more) {
            int room = Math.max(0, most - text.length());
            if (more.length() > room) {
                // Not between the two halves of a character
                int end = room > 0 && Character.isHighSurrogate(more.charAt(room - 1)) ? room - 1 : room;
                text.append(more, 0, end);
                complete = false;
            } else {
                text.append(more);
            }
            return complete;
        }
    }
}
