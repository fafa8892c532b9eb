package org.valija.line;

/**
 * A line with a CR or LF that is not part of a CRLF. After a bare LF it is thrown at once, as a person who types gets no
 * answer otherwise; whatever follows up to the next CRLF belongs to the refused line all the same, and is never read as
 * a command.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-2.3.8">RFC 5321, 2.3.8</a>
 */
public final class BareLineEndException extends LineException {

    BareLineEndException() {
        super("bare CR or LF in a line");
    }
}
