package org.valija.line;

import java.io.IOException;

/** A line so long that its end is not waited for. The connection can only be closed. */
public final class LineOverrunException extends IOException {

    LineOverrunException(long octets) {
        super("no CRLF within " + octets + " octets");
    }
}
