package org.valija.pop3.parse;

/** The line is no command, or its arguments are not what the command takes. The message is shown to the client. */
public final class SyntaxException extends RuntimeException {

    public SyntaxException(String message) {
        super(message);
    }
}
