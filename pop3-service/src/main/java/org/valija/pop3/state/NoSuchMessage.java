package org.valija.pop3.state;

/** There is no message of that number, or it is marked as deleted. The text is shown to the client. */
public final class NoSuchMessage extends RuntimeException {

    public NoSuchMessage(String message) {
        super(message);
    }
}
