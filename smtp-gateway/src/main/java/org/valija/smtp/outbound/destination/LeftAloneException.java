package org.valija.smtp.outbound.destination;

import java.io.Serial;

/** Nothing is sent now: the destination is left alone, this gateway stops, or the message is not wanted any more. */
public final class LeftAloneException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    LeftAloneException(String destination) {
        super(destination, null, false, false);
    }
}
