package org.valija.smtp.dns;

import java.io.Serial;

/** A question that got no answer: the server is away, or fails. Whatever depends on it can only be put off. */
public final class DnsException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public DnsException(String message) {
        super(message);
    }
}
