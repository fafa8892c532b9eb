package org.valija.pop3.state;

import java.io.IOException;
import java.io.InputStream;
import org.valija.mailbox.api.MailboxException;

/**
 * The first lines of a body, asked for in pieces so large that one is enough for lines of the length that RFC 5322,
 * 2.1.1, allows.
 */
final class FirstLines extends InputStream {

    /** With its CRLF. */
    private static final int LINE_OCTETS = 1000;

    private final Body body;
    private InputStream piece = InputStream.nullInputStream();
    private long octets;
    private long asked;
    private int lines;

    /** A body that can be read from anywhere. */
    @FunctionalInterface
    interface Body {

        /** Up to so many octets, fewer only where the body ends. */
        InputStream piece(long offset, long length) throws IOException;
    }

    /** @param lines at least 1 */
    FirstLines(int lines, Body body) {
        this.lines = lines;
        this.body = body;
    }

    /** How many octets the first piece for so many lines has. */
    static long octetsFor(int lines) {
        return (long) lines * LINE_OCTETS;
    }

    @Override
    public int read() throws IOException {
        var octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(octet[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (lines == 0) {
            return -1;
        }
        int count = piece.read(into, offset, length);
        if (count < 0 && octets == asked) {
            nextPiece();
            count = piece.read(into, offset, length);
        }
        int taken = upToLastLine(into, offset, count);
        octets += Math.max(taken, 0);
        return taken;
    }

    private void nextPiece() throws IOException {
        long wanted = octetsFor(lines);
        try {
            piece = body.piece(octets, wanted);
        } catch (MailboxException | NoSuchMessage e) {
            throw new IOException("body broke off", e);
        }
        asked += wanted;
    }

    private int upToLastLine(byte[] from, int offset, int count) {
        for (int i = 0; i < count; i++) {
            if (from[offset + i] == '\n' && --lines == 0) {
                return i + 1;
            }
        }
        return count;
    }
}
