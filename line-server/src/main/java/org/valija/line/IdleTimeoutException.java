package org.valija.line;

import java.io.IOException;

/** The client sent nothing, or no whole line, in time. Writing still works: say goodbye and close. */
public final class IdleTimeoutException extends IOException {

    IdleTimeoutException() {
        super("client was idle for too long");
    }
}
