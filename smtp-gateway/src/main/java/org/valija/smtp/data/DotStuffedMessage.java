package org.valija.smtp.data;

import java.io.IOException;
import org.valija.line.DotStuffedInput;

/**
 * What follows DATA, up to the line with a dot alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.4">RFC 5321, 4.1.1.4</a>
 */
public final class DotStuffedMessage extends IncomingMessage {

    private final DotStuffedInput in;

    public DotStuffedMessage(DotStuffedInput in) {
        this.in = in;
    }

    @Override
    public boolean atEnd() {
        return in.atEnd();
    }

    @Override
    public boolean isAnswerable() {
        return in.atEnd();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, length);
    }

    @Override
    public void drain(long most) throws IOException {
        var block = new byte[32 * 1024];
        long drained = 0;
        while (drained < most && !in.atEnd()) {
            drained += Math.max(0, in.read(block));
        }
    }
}
