package org.valija.imap.parse;

import java.io.InputStream;

/**
 * Where a command comes from after its first line: literals, each followed by another line. Failures of the connection
 * are {@link java.io.UncheckedIOException}s.
 */
public interface CommandLines {

    /**
     * A literal that is an argument, whole.
     *
     * @throws SyntaxException.LiteralTooBig if it is over the limit; a synchronizing one has not been asked for then
     */
    byte[] argument(Literal literal);

    /** A literal that is a message, streamed; to be read to its end. Tells a client that waits for it to go ahead. */
    InputStream message(Literal literal);

    /** The line that follows a literal, one character for each octet. */
    String nextLine();
}
