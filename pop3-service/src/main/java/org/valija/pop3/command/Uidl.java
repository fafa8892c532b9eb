package org.valija.pop3.command;

import org.jspecify.annotations.Nullable;
import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.OpenMaildrop;

/**
 * UIDL tells the unique id of one message, or of each.
 *
 * @param number at least 1; null for all
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-7">RFC 1939, 7</a>
 */
public record Uidl(@Nullable Integer number) implements TransactionCommand {

    static Uidl read(Arguments in) {
        return new Uidl(in.isEmpty() ? null : in.messageNumber());
    }

    @Override
    public Reply run(OpenMaildrop maildrop) {
        if (number != null) {
            return Reply.ok(number + " " + maildrop.uniqueId(number));
        }
        return new Reply.Listing(
                Reply.ok("unique-id listing follows"), maildrop.lines(each -> each + " " + maildrop.uniqueId(each)));
    }
}
