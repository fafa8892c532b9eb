package org.valija.line;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a client sends compressed, as it was before. Tells truly whether more can be read without waiting, which the JDK's
 * own stream does not.
 */
final class Inflating extends InputStream {

    private static final int SMALL = 1024;

    private final InputStream compressed;
    private final Inflater inflater = new Inflater(true);
    private final byte[] input = new byte[SMALL];
    private final byte[] ready = new byte[SMALL];
    private int position;
    private int end;

    /** @param compressed raw deflate data: RFC 1951 */
    Inflating(InputStream compressed) {
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        var octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (position < end) {
            int count = Math.min(length, end - position);
            System.arraycopy(ready, position, into, offset, count);
            position += count;
            return count;
        }
        while (true) {
            int count = inflate(into, offset, length);
            if (count > 0) {
                return count;
            }
            if (inflater.finished() || !more()) {
                return -1;
            }
        }
    }

    @Override
    public int available() throws IOException {
        while (position == end) {
            position = 0;
            end = inflate(ready, 0, ready.length);
            if (end == 0 && (inflater.finished() || compressed.available() == 0 || !more())) {
                return 0;
            }
        }
        return end - position;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            throw new IOException("not compressed with DEFLATE", e);
        }
    }

    private boolean more() throws IOException {
        int count = compressed.read(input);
        if (count > 0) {
            inflater.setInput(input, 0, count);
        }
        return count > 0;
    }

    /** Gives back what is outside of the heap. */
    void end() {
        inflater.end();
    }
}
