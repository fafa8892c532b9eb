package org.valija.smtp.data;

import java.io.IOException;
import java.io.InputStream;

/** A message while the client sends it, by DATA or in chunks: its octets, without dots and chunk sizes. */
public abstract class IncomingMessage extends InputStream {

    /** Whether nothing more comes. */
    public abstract boolean atEnd();

    /** Whether the client has sent all that it sends before it looks for a reply. */
    public abstract boolean isAnswerable();

    /**
     * Reads on, and throws away, until the client can be told that its message is refused: RFC 5321, 4.2.5. Gives up
     * after a while; then {@link #isAnswerable} is false.
     *
     * @param most octets to read
     */
    public abstract void drain(long most) throws IOException;

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] into, int offset, int length) throws IOException;
}
