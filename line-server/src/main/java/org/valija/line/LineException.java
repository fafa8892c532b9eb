package org.valija.line;

import java.io.IOException;

/** A line that no protocol can accept. It has been consumed: answer it, count it, and read the next one. */
public abstract sealed class LineException extends IOException permits LineTooLongException, BareLineEndException {

    LineException(String message) {
        super(message);
    }
}
