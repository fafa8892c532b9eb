package org.valija.line;

import java.io.InterruptedIOException;

/**
 * This server stops, and the session is where it may end: between two lines. Writing still works: say goodbye (421, BYE)
 * and return. An {@link InterruptedIOException} because TLS passes those on without closing its sending side.
 */
public final class StoppingException extends InterruptedIOException {

    StoppingException() {
        super("server is stopping");
    }
}
