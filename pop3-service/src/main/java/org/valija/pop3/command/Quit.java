package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;

/**
 * QUIT ends the session; in the TRANSACTION state, what is marked as deleted is deleted first.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-6">RFC 1939, 6</a>
 */
public record Quit() implements Command {

    static Quit read(Arguments in) {
        return new Quit();
    }
}
