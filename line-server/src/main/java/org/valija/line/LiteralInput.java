package org.valija.line;

import java.io.IOException;
import java.io.InputStream;

/** Exactly so many octets, whatever they are: an IMAP literal, a BDAT chunk. Ends as a stream does after the last one. */
final class LiteralInput extends InputStream implements LineInput.Body {

    private final LineInput in;
    private long left;

    LiteralInput(LineInput in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            return -1;
        }
        if (in.position == in.end) {
            in.fillForBody();
        }
        left--;
        return in.buffer[in.position++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int wanted = (int) Math.min(length, left);
        if (in.position == in.end) {
            if (wanted >= in.buffer.length) {
                int count = in.readAround(into, offset, wanted);
                left -= count;
                return count;
            }
            in.fillForBody();
        }
        int count = Math.min(wanted, in.end - in.position);
        System.arraycopy(in.buffer, in.position, into, offset, count);
        in.position += count;
        left -= count;
        return count;
    }

    @Override
    public boolean atEnd() {
        return left == 0;
    }
}
