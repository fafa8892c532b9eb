package org.valija.line;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The message after DATA, its dots taken out; ends after CRLF "." CRLF and nothing else, whatever servers or clients in
 * between took for a line end. Bare CR and LF are passed on and remembered, so that the message can be consumed to its
 * end and then refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.5.2">RFC 5321, 4.5.2</a>
 */
public final class DotStuffedInput extends InputStream implements LineInput.Body {

    private enum State {
        LINE_START,
        TEXT,
        /** After a CR that has been passed on. */
        CR,
        /** After a dot at the start of a line, which has not. */
        DOT,
        /** After such a dot and a CR, neither of which has. */
        DOT_CR,
        END
    }

    private final LineInput in;
    private State state = State.LINE_START;
    private boolean bareLineEnds;

    DotStuffedInput(LineInput in) {
        this.in = in;
    }

    /** Whether a CR without LF or an LF without CR came so far. */
    public boolean hasBareLineEnds() {
        return bareLineEnds;
    }

    @Override
    public boolean atEnd() {
        return state == State.END;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        int done = 0;
        while (done < length && state != State.END) {
            if (in.position == in.end) {
                // Pass on what there is rather than wait for more
                if (done > 0) {
                    return done;
                }
                in.fillForBody();
            }
            if (state == State.TEXT) {
                done += copyText(into, offset + done, length - done);
            } else {
                done += step(into, offset + done);
            }
        }
        return done == 0 ? -1 : done;
    }

    /**
     * Copies whole lines at once, up to the next CR or LF that is not the end of one, or stands in front of a dot, or too
     * near the end of what is here to tell; and a CR too.
     */
    private int copyText(byte[] into, int offset, int room) {
        byte[] buffer = in.buffer;
        int from = in.position;
        int limit = Math.min(in.end, from + room);
        int at = from;
        while (at < limit) {
            byte octet = buffer[at];
            if (octet != '\r' && octet != '\n') {
                at++;
            } else if (octet == '\r' && at + 2 < limit && buffer[at + 1] == '\n' && buffer[at + 2] != '.') {
                at += 2;
            } else {
                break;
            }
        }
        if (at < limit) {
            if (buffer[at] == '\r') {
                state = State.CR;
            } else {
                bareLineEnds = true;
            }
            at++;
        }
        System.arraycopy(buffer, from, into, offset, at - from);
        in.position = at;
        return at - from;
    }

    /** Looks at one octet outside of text; may write one, and may leave it to the next state. */
    private int step(byte[] into, int offset) {
        byte octet = in.buffer[in.position];
        switch (state) {
            case LINE_START -> {
                if (octet == '.') {
                    in.position++;
                    state = State.DOT;
                } else {
                    state = State.TEXT;
                }
                return 0;
            }
            case CR -> {
                if (octet != '\n') {
                    bareLineEnds = true;
                    state = State.TEXT;
                    return 0;
                }
                in.position++;
                state = State.LINE_START;
                into[offset] = octet;
                return 1;
            }
            case DOT -> {
                if (octet == '\r') {
                    in.position++;
                    state = State.DOT_CR;
                } else {
                    state = State.TEXT;
                }
                return 0;
            }
            case DOT_CR -> {
                if (octet == '\n') {
                    in.position++;
                    state = State.END;
                    return 0;
                }
                bareLineEnds = true;
                state = State.TEXT;
                into[offset] = '\r';
                return 1;
            }
            case TEXT, END -> throw new IllegalStateException(state.name());
        }
        throw new IllegalStateException(state.name());
    }
}
