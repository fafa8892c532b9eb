package org.valija.smtp.parse;

import org.valija.smtp.parse.SyntaxException.Fault;

/**
 * {@code "<Postmaster@" Domain ">" / "<Postmaster>" / Forward-path}: whom the message is for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.3">RFC 5321, 4.1.1.3</a>
 */
public sealed interface ForwardPath {

    /** Whether it can be written without SMTPUTF8. */
    default boolean isAscii() {
        return !(this instanceof To to) || to.mailbox.isAscii();
    }

    /** {@code <Postmaster>}, whoever that is here: RFC 5321, 4.5.1. */
    record Postmaster() implements ForwardPath {
        @Override
        public String toString() {
            return "postmaster";
        }
    }

    /** Somebody, here or elsewhere. */
    record To(Mailbox mailbox) implements ForwardPath {
        @Override
        public String toString() {
            return mailbox.toString();
        }
    }

    static ForwardPath read(Arguments in) {
        in.about(Fault.FORWARD_PATH);
        in.require('<');
        var path = in.takeIgnoringCase("Postmaster>") ? new Postmaster() : new To(Mailbox.readPath(in));
        in.about(Fault.ARGUMENTS);
        return path;
    }
}
