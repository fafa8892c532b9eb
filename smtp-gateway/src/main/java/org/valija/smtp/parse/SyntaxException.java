package org.valija.smtp.parse;

import java.io.Serial;

/** A command that does not follow the grammar. Nothing was done; the session goes on. */
public final class SyntaxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** What was wrong; each has its own reply. */
    public enum Fault {
        /** No such command, or octets that no command can have. */
        COMMAND,
        LINE_TOO_LONG,
        /** A CR or LF in it that is not part of the CRLF at its end. */
        BARE_LINE_END,
        /** The command is known; what follows its name is wrong. */
        ARGUMENTS,
        REVERSE_PATH,
        FORWARD_PATH,
        /** An address with more than ASCII in it, without SMTPUTF8: RFC 6531, 3.5. */
        NOT_ASCII,
        /** How much BDAT sends can't be read, so that nobody knows where the next command begins. */
        CHUNK_SIZE,
        /** A parameter of MAIL or RCPT that we did not offer. */
        PARAMETER
    }

    private final Fault fault;

    /** @param expected what should have been there; told to the client, so it must not repeat what the client sent */
    public SyntaxException(Fault fault, String expected) {
        super(expected);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** What should have been there. */
    public String expected() {
        return String.valueOf(getMessage());
    }
}
