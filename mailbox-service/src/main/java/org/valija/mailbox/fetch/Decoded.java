package org.valija.mailbox.fetch;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.mime.TransferEncoding;

/**
 * A part with its Content-Transfer-Encoding undone, or a range of that. It is read twice, as its size comes before its
 * octets: memory is the same however large it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3516.html#section-4.2">RFC 3516, 4.2</a>
 */
record Decoded(TransferEncoding encoding, SectionReader.Source encoded, Section section) {

    private static final int BUFFER = 32 * 1024;

    /** Counts what there is, and looks for NUL. */
    SectionReader.Piece piece() throws IOException {
        long size = 0;
        boolean nul = false;
        var buffer = new byte[BUFFER];
        try (var in = open()) {
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                size += n;
                for (int i = 0; i < n && !nul; i++) {
                    nul = buffer[i] == 0;
                }
            }
        }
        var source = section.what() == Section.What.DECODED ? (SectionReader.Source) this::open : null;
        return new SectionReader.Piece(size, source, nul);
    }

    private InputStream open() throws IOException {
        var in = encoding.decode(encoded.open());
        skip(in, section.offset());
        return section.length() == null ? in : new Limited(in, section.length());
    }

    private static void skip(InputStream in, @Nullable Long octets) throws IOException {
        var buffer = new byte[BUFFER];
        long left = octets == null ? 0 : octets;
        while (left > 0) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n <= 0) {
                return;
            }
            left -= n;
        }
    }

    /** The first octets of a stream. */
    private static final class Limited extends InputStream {

        private final InputStream in;
        private long left;

        Limited(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(buffer, from, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
