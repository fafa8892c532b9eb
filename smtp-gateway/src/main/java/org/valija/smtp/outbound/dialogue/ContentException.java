package org.valija.smtp.outbound.dialogue;

import java.io.IOException;
import java.io.Serial;

/** The content that was to be sent can't be read: nothing that the server could help. */
public final class ContentException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    public ContentException(Throwable cause) {
        super(cause);
    }
}
