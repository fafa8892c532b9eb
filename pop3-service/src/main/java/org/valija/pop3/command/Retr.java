package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.OpenMaildrop;

/**
 * RETR sends a message.
 *
 * @param number at least 1
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-5">RFC 1939, 5</a>
 */
public record Retr(int number) implements TransactionCommand {

    static Retr read(Arguments in) {
        return new Retr(in.messageNumber());
    }

    @Override
    public Reply run(OpenMaildrop maildrop) {
        return new Reply.Message(Reply.ok(maildrop.size(number) + " octets"), maildrop.retrieve(number));
    }
}
