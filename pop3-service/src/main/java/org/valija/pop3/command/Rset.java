package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.OpenMaildrop;

/**
 * RSET takes back all marks of DELE.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-5">RFC 1939, 5</a>
 */
public record Rset() implements TransactionCommand {

    static Rset read(Arguments in) {
        return new Rset();
    }

    @Override
    public Reply run(OpenMaildrop maildrop) {
        maildrop.reset();
        return contents(maildrop);
    }

    /** What the maildrop has now, in words. */
    static Reply contents(OpenMaildrop maildrop) {
        return Reply.ok("maildrop has " + maildrop.messages() + " messages (" + maildrop.octets() + " octets)");
    }
}
