package org.valija.smtp.dkim;

/** What is no signature, or no key record: RFC 6376, 6.1.1. The message is for people, and names no more than the tag. */
public final class DkimSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    public DkimSyntaxException(String message) {
        super(message);
    }
}
