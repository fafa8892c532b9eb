package org.valija.line;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A message on its way to DATA or out of RETR: lines that begin with a dot get one more, and {@link #close} adds the
 * final CRLF if it is missing, and the line with one dot. Does not close what it writes to.
 *
 * <p>A dot after a bare LF is stuffed too. The RFCs know no such line, but clients that take LF for a line end would
 * otherwise see the end of the message there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-3">RFC 1939, 3</a>
 */
public final class DotStuffingOutput extends OutputStream {

    private final OutputStream out;
    private byte beforeLast = '\r';
    private byte last = '\n';
    private boolean closed;

    public DotStuffingOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int limit = offset + length;
        int written = offset;
        byte previous = last;
        for (int at = offset; at < limit; at++) {
            byte octet = from[at];
            if (octet == '.' && previous == '\n') {
                out.write(from, written, at - written);
                out.write('.');
                written = at;
            }
            previous = octet;
        }
        out.write(from, written, limit - written);
        if (length > 0) {
            beforeLast = length > 1 ? from[limit - 2] : last;
            last = from[limit - 1];
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (beforeLast != '\r' || last != '\n') {
            out.write('\r');
            out.write('\n');
        }
        out.write('.');
        out.write('\r');
        out.write('\n');
    }
}
