package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.State;

/**
 * RSET gives up the mail transaction.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.5">RFC 5321, 4.1.1.5</a>
 */
public record Rset() implements CommandAny {

    /** {@code rset = "RSET" CRLF} */
    static Rset read(Arguments in) {
        in.end();
        return new Rset();
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        client.send(Reply.of(250, "2.0.0", "OK"));
        return state instanceof MailTransaction transaction ? transaction.ready() : state;
    }
}
