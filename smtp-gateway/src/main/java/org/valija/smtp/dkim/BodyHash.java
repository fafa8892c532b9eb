package org.valija.smtp.dkim;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Takes a body while it passes, and hashes its canonical form by SHA-256. Empty lines at its end are none; in the relaxed
 * form white space within a line is one space, and at its end nothing. Holds nothing of the body.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.4.3">RFC 6376, 3.4.3 and 3.4.4</a>
 */
public final class BodyHash extends OutputStream {

    /** No {@code l=}: the whole body counts. */
    public static final long WHOLE = Long.MAX_VALUE;

    private final MessageDigest sha256;
    private final boolean relaxed;
    private final long limit;
    /** Canonical octets that the hash has not been given yet: one by one it is slow. */
    private final byte[] buffer = new byte[1024];

    private int buffered;
    /** Canonical octets so far. */
    private long length;
    /** Line ends that count only if something follows. */
    private long lineEnds;

    private boolean space;
    private boolean afterCr;

    /** @param limit {@code l=}: how many octets of the canonical form are hashed, 0 or more; {@link #WHOLE} */
    public BodyHash(Canonicalization canonicalization, long limit) {
        this.relaxed = canonicalization == Canonicalization.RELAXED;
        this.limit = limit;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(int octet) {
        accept((byte) octet);
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
        if (octet == '\r') {
            afterCr = true;
        } else if (relaxed && (octet == ' ' || octet == '\t')) {
            space = true;
        } else {
            content(octet);
        }
    }

    private void content(byte octet) {
        for (; lineEnds > 0; lineEnds--) {
            hash((byte) '\r');
            hash((byte) '\n');
        }
        if (space) {
            hash((byte) ' ');
            space = false;
        }
        hash(octet);
    }

    private void hash(byte octet) {
        if (length++ >= limit) {
            return;
        }
        if (buffered == buffer.length) {
            flush();
        }
        buffer[buffered++] = octet;
    }

    @Override
    public void flush() {
        sha256.update(buffer, 0, buffered);
        buffered = 0;
    }

    /** {@code bh=}, of the whole body; to be asked once. */
    public byte[] value() {
        if (afterCr) {
            content((byte) '\r');
        }
        // An empty body is an empty line in the simple form, and nothing in the relaxed one
        if (length > 0 || !relaxed) {
            hash((byte) '\r');
            hash((byte) '\n');
        }
        flush();
        return sha256.digest();
    }

    /** Once {@link #value} was asked: whether the body had what {@code l=} says it had when it was signed. */
    public boolean reachedLimit() {
        return limit == WHOLE || length >= limit;
    }
}
