package org.valija.line.sasl;

/** An exchange that came to no credentials; the session goes on. */
public abstract sealed class SaslException extends Exception {

    private SaslException(String message) {
        super(message);
    }

    /** The client sent {@code *} in place of a response: SMTP answers 501, IMAP BAD, POP3 -ERR. */
    public static final class Cancelled extends SaslException {

        Cancelled() {
            super("authentication cancelled");
        }
    }

    /** Not base64, too long, or not what the mechanism expects; the message says which and holds nothing secret. */
    public static final class Malformed extends SaslException {

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * Understood, and not let in: acting for another user, or a channel binding that is not that of the connection. SMTP
     * answers 535, IMAP NO, POP3 -ERR [AUTH]; the message says why.
     */
    public static final class Refused extends SaslException {

        Refused(String message) {
            super(message);
        }
    }
}
