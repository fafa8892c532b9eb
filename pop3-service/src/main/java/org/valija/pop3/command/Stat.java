package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.OpenMaildrop;

/**
 * STAT tells how many messages there are, and how many octets in all.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-5">RFC 1939, 5</a>
 */
public record Stat() implements TransactionCommand {

    static Stat read(Arguments in) {
        return new Stat();
    }

    @Override
    public Reply run(OpenMaildrop maildrop) {
        return Reply.ok(maildrop.messages() + " " + maildrop.octets());
    }
}
