package org.valija.line;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/** Compresses what goes to a client; each write can be read by the client at once. */
final class Deflating extends OutputStream {

    private static final int SMALL = 1024;

    private final OutputStream compressed;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

    /** @param compressed takes raw deflate data: RFC 1951 */
    Deflating(OutputStream compressed) {
        this.compressed = compressed;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        deflater.setInput(from, offset, length);
        var output = new byte[Math.max(SMALL, length / 4)];
        int count;
        do {
            count = deflater.deflate(output, 0, output.length, Deflater.SYNC_FLUSH);
            compressed.write(output, 0, count);
        } while (count == output.length);
    }

    /** Gives back what is outside of the heap. */
    void end() {
        deflater.end();
    }
}
