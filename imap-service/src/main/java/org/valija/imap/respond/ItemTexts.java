package org.valija.imap.respond;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * What a FETCH response said of a message's items, one behind the other: of each the response, and the octets of its literal.
 * Octets in one array, as there may be very many.
 */
public final class ItemTexts {

    /** Octets that are remembered of a message; of a longer one nothing is. */
    static final int MOST = 4 * 1024;

    private static final int HEAD = 4;

    /** For each item two lengths of two octets each, and then so many. */
    private final byte[] octets;

    private ItemTexts(byte[] octets) {
        this.octets = octets;
    }

    public int octets() {
        return octets.length;
    }

    /** Gathers the items of one message. */
    public static final class Builder {

        private final ByteArrayOutputStream octets = new ByteArrayOutputStream(512);

        /**
         * @param response with the head of the literal, if there is one
         * @param literal empty if there is none
         */
        void add(byte[] response, byte[] literal) {
            length(response.length);
            length(literal.length);
            octets.writeBytes(response);
            octets.writeBytes(literal);
        }

        private void length(int length) {
            octets.write(length >>> 8);
            octets.write(length);
        }

        /** Whether an item of that many octets is too much. */
        boolean isFullBy(long more) {
            return octets.size() + HEAD + more > MOST;
        }

        public ItemTexts build() {
            return new ItemTexts(octets.toByteArray());
        }
    }

    /** Tells the items in the order in which they were added. */
    public final class Reader {

        private int at;

        /** The response of the next item. */
        byte[] response() {
            return Arrays.copyOfRange(octets, at + HEAD, at + HEAD + length(at));
        }

        /** The octets of its literal, and goes on to the next item. */
        byte[] literal() {
            int from = at + HEAD + length(at);
            int to = from + length(at + 2);
            at = to;
            return Arrays.copyOfRange(octets, from, to);
        }

        private int length(int position) {
            return Byte.toUnsignedInt(octets[position]) << 8 | Byte.toUnsignedInt(octets[position + 1]);
        }
    }

    public Reader reader() {
        return new Reader();
    }
}
