package org.valija.line;

import java.io.IOException;

/** A protocol, as the line server sees it. One handler serves all connections of a listener. */
public interface ConnectionHandler {

    /**
     * Serves one client from greeting to close, in a virtual thread of its own, with the connection's id in the MDC as
     * {@code client}. The connection is flushed and closed after it returns or throws.
     *
     * @throws IOException when the client is gone; logged at debug level. Anything else thrown is a fault of ours: it is
     *     logged with its stack, and the client sees the connection close
     */
    void serve(LineConnection connection) throws IOException;

    /** The line that turns away a client when limits are reached, without CRLF; such as {@code -ERR …}. */
    String refusal();

    /**
     * A client is turned away, as limits are reached. It belongs to the thread of the connection, with its trace begun, and
     * must not block: there may be many.
     *
     * @param connection whose client may have to be told apart from others; not to be written to
     */
    default void refused(LineConnection connection, Refusal refusal) {
        // Counted, as all are
    }

    /**
     * The client's line as the wire log may show it. A protocol whose commands carry secrets leaves them out here; lines
     * read by {@link LineConnection#readSecretLine} do not come by.
     *
     * @param line one character for each octet
     */
    default String withoutSecrets(String line) {
        return line;
    }
}
