package org.valija.mailbox.delivery;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that breaks off. */
final class FailingInput extends FilterInputStream {

    private long left;

    FailingInput(InputStream in, long left) {
        super(in);
        this.left = left;
    }

    @Override
    public int read() throws IOException {
        fail();
        left--;
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        fail();
        int n = super.read(buffer, offset, (int) Math.min(length, left));
        left -= n;
        return n;
    }

    private void fail() throws IOException {
        if (left <= 0) {
            throw new IOException("the client is gone");
        }
    }
}
