package org.valija.mailbox.api.stream;

import java.io.IOException;
import java.io.Serial;

/** The stream that content was taken from failed; neither mailbox-service nor the connection to it is at fault. */
public final class SourceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final IOException source;

    public SourceException(IOException source) {
        super(source);
        this.source = source;
    }

    /** What the source threw. */
    public IOException source() {
        return source;
    }
}
