package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.OpenMaildrop;

/**
 * NOOP does nothing, and keeps the session alive.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-5">RFC 1939, 5</a>
 */
public record Noop() implements TransactionCommand {

    static Noop read(Arguments in) {
        return new Noop();
    }

    @Override
    public Reply run(OpenMaildrop maildrop) {
        return Reply.ok("nothing done");
    }
}
