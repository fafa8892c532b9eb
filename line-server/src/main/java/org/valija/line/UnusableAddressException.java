package org.valija.line;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A listener can't have its address: another program listens there, or this user may not, or the machine has no such address. */
final class UnusableAddressException extends UncheckedIOException {

    private static final long serialVersionUID = 1;

    /** @param name of the listener, as its settings have it */
    UnusableAddressException(String name, Listener listener, IOException cause) {
        super(
                name + " can't listen on " + listener.address().getHostAddress() + ", port " + listener.port() + ": "
                        + cause.getMessage(),
                cause);
    }
}
