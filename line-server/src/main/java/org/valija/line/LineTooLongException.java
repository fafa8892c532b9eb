package org.valija.line;

/** A line longer than its limit; it has been consumed up to its CRLF. */
public final class LineTooLongException extends LineException {

    LineTooLongException(int limit) {
        super("line longer than " + limit + " octets");
    }
}
