package org.valija.smtp.data;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes every CR and every LF that stands alone a CRLF, for sites whose own programs send such mail. Where the message
 * ends has been decided before, and is not changed by it.
 */
final class LineEndNormalizer extends InputStream {

    private final InputStream in;
    private final byte[] block = new byte[8 * 1024];
    private int position;
    private int end;
    private boolean afterCr;
    private boolean owesLf;

    LineEndNormalizer(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int at = offset;
        int limit = offset + length;
        while (at < limit) {
            if (owesLf) {
                into[at++] = '\n';
                owesLf = false;
            } else if (position == end && !fill(at > offset)) {
                return lineEndAtEnd(into, offset, at);
            } else if (position < end) {
                at = step(into, at);
            } else {
                break;
            }
        }
        return at - offset;
    }

    /** @return false at the end of the message; true also where waiting for more would hold back what there is */
    private boolean fill(boolean something) throws IOException {
        if (something) {
            return true;
        }
        int count = in.read(block);
        position = 0;
        end = Math.max(0, count);
        return count >= 0;
    }

    private int step(byte[] into, int at) {
        byte octet = block[position];
        if (afterCr) {
            // The CR is written now that it is known what follows; its LF is, or stands for, what is owed
            afterCr = false;
            owesLf = true;
            if (octet == '\n') {
                position++;
            }
            into[at] = '\r';
            return at + 1;
        }
        position++;
        if (octet == '\r') {
            afterCr = true;
            return at;
        }
        if (octet == '\n') {
            owesLf = true;
            into[at] = '\r';
            return at + 1;
        }
        into[at] = octet;
        return at + 1;
    }

    private int lineEndAtEnd(byte[] into, int offset, int at) {
        if (!afterCr) {
            return at == offset ? -1 : at - offset;
        }
        afterCr = false;
        owesLf = true;
        into[at] = '\r';
        return at + 1 - offset;
    }
}
