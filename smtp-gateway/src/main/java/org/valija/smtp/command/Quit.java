package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.state.Closed;
import org.valija.smtp.state.State;

/**
 * QUIT ends the session; a transaction that was not finished is given up.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.10">RFC 5321, 4.1.1.10</a>
 */
public record Quit() implements CommandAny {

    /** {@code quit = "QUIT" CRLF} */
    static Quit read(Arguments in) {
        in.end();
        return new Quit();
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        client.send(Reply.of(221, "2.0.0", client.policy().hostName() + " closing"));
        return new Closed();
    }
}
