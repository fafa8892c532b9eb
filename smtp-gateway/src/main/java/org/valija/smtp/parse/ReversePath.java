package org.valija.smtp.parse;

import org.valija.smtp.parse.SyntaxException.Fault;

/**
 * {@code Reverse-path = Path / "<>"}: where notices about the message go.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.2">RFC 5321, 4.1.1.2</a>
 */
public sealed interface ReversePath {

    /** Whether it can be written without SMTPUTF8. */
    default boolean isAscii() {
        return !(this instanceof Of of) || of.mailbox.isAscii();
    }

    /** {@code <>}: the message is a notice itself, and nobody is told about it. */
    record Null() implements ReversePath {
        @Override
        public String toString() {
            return "";
        }
    }

    /** Of somebody. */
    record Of(Mailbox mailbox) implements ReversePath {
        @Override
        public String toString() {
            return mailbox.toString();
        }
    }

    static ReversePath read(Arguments in) {
        in.about(Fault.REVERSE_PATH);
        in.require('<');
        var path = in.take('>') ? new Null() : new Of(Mailbox.readPath(in));
        in.about(Fault.ARGUMENTS);
        return path;
    }
}
