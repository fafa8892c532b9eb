package org.valija.pop3.reply;

import java.io.InputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An answer: a status indicator, and for some commands more lines: RFC 1939, 3. */
public sealed interface Reply {

    /** The longest first line, without CRLF: RFC 2449, 4. */
    int LONGEST_LINE = 510;

    /**
     * One line.
     *
     * @param positive {@code +OK} or {@code -ERR}
     * @param code what programs may act on; null if none applies
     * @param text for people; printable US-ASCII
     */
    record Status(boolean positive, @Nullable ResponseCode code, String text) implements Reply {

        public Status {
            if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                throw new IllegalArgumentException("a reply is printable US-ASCII");
            }
        }

        /** The line without its CRLF. */
        public String line() {
            var line = (positive ? "+OK " : "-ERR ") + (code == null ? "" : "[" + code.word() + "] ") + text;
            return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
        }
    }

    /**
     * {@code +OK} and a list.
     *
     * @param lines each free of CR, LF and a leading dot; written as they are produced
     */
    record Listing(Status status, Stream<String> lines) implements Reply {}

    /**
     * {@code +OK} and a message, or the top of one.
     *
     * @param content as it is stored; if reading it fails, the connection can only be closed
     */
    record Message(Status status, InputStream content) implements Reply {}

    static Status ok(String text) {
        return new Status(true, null, text);
    }

    static Status err(String text) {
        return new Status(false, null, text);
    }

    static Status err(ResponseCode code, String text) {
        return new Status(false, code, text);
    }
}
