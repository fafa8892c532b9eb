package org.valija.mailbox.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Octets of an array. {@link java.io.ByteArrayInputStream} copies them once more before it hands them to a stream that is not
 * one of the JDK's, lest that keep or change them; ours do neither, and each message that is fetched comes through here.
 */
final class ArrayInput extends InputStream {

    private final byte[] octets;
    private int at;
    private final int end;

    /** @throws IndexOutOfBoundsException if there are not so many */
    ArrayInput(byte[] octets, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, octets.length);
        this.octets = octets;
        at = offset;
        end = offset + length;
    }

    @Override
    public int read() {
        return at < end ? octets[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        int n = Math.min(length, end - at);
        System.arraycopy(octets, at, into, offset, n);
        at += n;
        return n == 0 ? -1 : n;
    }

    @Override
    public long skip(long wanted) {
        int skipped = (int) Math.clamp(wanted, 0, end - at);
        at += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return end - at;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        int n = end - at;
        out.write(octets, at, n);
        at = end;
        return n;
    }
}
