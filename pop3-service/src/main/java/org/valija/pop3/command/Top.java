package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.OpenMaildrop;

/**
 * TOP sends the header of a message, the empty line, and the first lines of its body.
 *
 * @param number at least 1
 * @param lines not negative
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-7">RFC 1939, 7</a>
 */
public record Top(int number, int lines) implements TransactionCommand {

    static Top read(Arguments in) {
        return new Top(in.messageNumber(), in.number());
    }

    @Override
    public Reply run(OpenMaildrop maildrop) {
        return new Reply.Message(Reply.ok("top of message follows"), maildrop.top(number, lines));
    }
}
