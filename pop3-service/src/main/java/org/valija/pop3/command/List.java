package org.valija.pop3.command;

import org.jspecify.annotations.Nullable;
import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.OpenMaildrop;

/**
 * LIST tells the size of one message, or of each.
 *
 * @param number at least 1; null for all
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-5">RFC 1939, 5</a>
 */
public record List(@Nullable Integer number) implements TransactionCommand {

    static List read(Arguments in) {
        return new List(in.isEmpty() ? null : in.messageNumber());
    }

    @Override
    public Reply run(OpenMaildrop maildrop) {
        if (number != null) {
            return Reply.ok(number + " " + maildrop.size(number));
        }
        return new Reply.Listing(
                Reply.ok(maildrop.messages() + " messages (" + maildrop.octets() + " octets)"),
                maildrop.lines(each -> each + " " + maildrop.size(each)));
    }
}
