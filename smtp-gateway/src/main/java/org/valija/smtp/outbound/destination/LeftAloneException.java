package org.valija.smtp.outbound.destination;

import java.io.Serial;

/** Nothing is sent there now: the destination is left alone for a while, or this gateway stops. Nothing was tried. */
public final class LeftAloneException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    LeftAloneException(String destination) {
        super(destination, null, false, false);
    }
}
