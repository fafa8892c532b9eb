package org.valija.mailbox.api.stream;

import java.io.IOException;
import java.io.OutputStream;

/** Passes on exactly as many octets as were announced, and leaves the stream below open. */
final class SizedOutput extends OutputStream {

    private final OutputStream out;
    private long left;

    SizedOutput(OutputStream out, long size) {
        this.out = out;
        left = size;
    }

    @Override
    public void write(int octet) throws IOException {
        take(1);
        out.write(octet);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        take(length);
        out.write(octets, offset, length);
    }

    private void take(int length) {
        left -= length;
        if (left < 0) {
            throw new IllegalStateException("more content than announced");
        }
    }

    @Override
    public void close() {
        if (left > 0) {
            throw new IllegalStateException("less content than announced: " + left + " octets are missing");
        }
    }
}
