package org.valija.smtp.outbound.dkim;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Takes a body while it passes, and hashes it in its relaxed form: white space within a line is one space, at its end
 * nothing, and empty lines at the end are none. Holds nothing of it. jDKIM's own takes a body of empty lines only for one
 * line, where others see nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.4.4">RFC 6376, 3.4.4</a>
 */
public final class BodyHash extends OutputStream {

    private static final byte[] CRLF = {'\r', '\n'};

    private final MessageDigest sha256;
    /** Line ends that count only if something follows. */
    private long lineEnds;

    private boolean space;
    private boolean afterCr;
    private boolean empty = true;

    public BodyHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            accept(from[i]);
        }
    }

    private void accept(byte octet) {
        if (afterCr) {
            afterCr = false;
            if (octet == '\n') {
                lineEnds++;
                space = false;
                return;
            }
            // It ends no line, whatever else it is
            content((byte) '\r');
        }
        switch (octet) {
            case '\r' -> afterCr = true;
            case ' ', '\t' -> space = true;
            default -> content(octet);
        }
    }

    private void content(byte octet) {
        for (; lineEnds > 0; lineEnds--) {
            sha256.update(CRLF);
        }
        if (space) {
            sha256.update((byte) ' ');
            space = false;
        }
        sha256.update(octet);
        empty = false;
    }

    /** {@code bh=}, of the whole body; to be asked once. */
    public byte[] value() {
        if (afterCr) {
            content((byte) '\r');
        }
        if (!empty) {
            sha256.update(CRLF);
        }
        return sha256.digest();
    }
}
