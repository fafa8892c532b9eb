package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.state.State;

/**
 * EXPN asks who is on a mailing list. Not offered: RFC 5321, 7.3.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.7">RFC 5321, 4.1.1.7</a>
 */
public record Expn(String list) implements CommandAny {

    /** {@code expn = "EXPN" SP String CRLF} */
    static Expn read(Arguments in) {
        return new Expn(in.rest());
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        answer(client);
        return state;
    }

    void answer(Conversation client) throws IOException {
        client.send(Reply.of(502, "5.5.1", "EXPN is not offered"));
    }
}
