package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.state.State;

/**
 * NOOP does nothing, and says so.
 *
 * @param ignored whatever follows
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.9">RFC 5321, 4.1.1.9</a>
 */
public record Noop(String ignored) implements CommandAny {

    /** {@code noop = "NOOP" [ SP String ] CRLF} */
    static Noop read(Arguments in) {
        return new Noop(in.rest());
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        answer(client);
        return state;
    }

    void answer(Conversation client) throws IOException {
        client.send(Reply.of(250, "2.0.0", "OK"));
    }
}
