package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.OpenMaildrop;

/**
 * DELE marks a message as deleted; QUIT deletes it.
 *
 * @param number at least 1
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-5">RFC 1939, 5</a>
 */
public record Dele(int number) implements TransactionCommand {

    static Dele read(Arguments in) {
        return new Dele(in.messageNumber());
    }

    @Override
    public Reply run(OpenMaildrop maildrop) {
        maildrop.delete(number);
        return Reply.ok("message " + number + " deleted");
    }
}
