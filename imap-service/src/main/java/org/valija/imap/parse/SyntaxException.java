package org.valija.imap.parse;

import java.io.Serial;

/** What the client wrote is no command: the answer is BAD, but for three cases with an answer of their own. */
public sealed class SyntaxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** @param message told to the client; in US-ASCII, on one line, quoting nothing it wrote */
    public SyntaxException(String message) {
        super(message, null, false, false);
    }

    /** What the client may be told. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** SEARCH in a charset that we don't know: NO [BADCHARSET], RFC 9051, 7.1. */
    public static final class BadCharset extends SyntaxException {

        private final boolean saving;

        /** @param saving whether the result was to be saved: nothing is saved now, not even what was before (RFC 5182, 2.1) */
        public BadCharset(boolean saving) {
            super("Charset not supported");
            this.saving = saving;
        }

        public boolean saving() {
            return saving;
        }
    }

    /** Right as it is written, and more of it than we take: NO [LIMIT], RFC 9051, 7.1. */
    public static final class Limit extends SyntaxException {
        public Limit(String message) {
            super(message);
        }
    }

    /** A literal of more octets than an argument may have: BAD [TOOBIG], RFC 7888, 4. */
    public static final class LiteralTooBig extends SyntaxException {
        public LiteralTooBig() {
            super("Literal too big");
        }
    }
}
