package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.state.State;

/**
 * VRFY asks whether a name is a user's. Nobody is told, as address collectors would ask most: RFC 5321, 7.3.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.6">RFC 5321, 4.1.1.6</a>
 */
public record Vrfy(String name) implements CommandAny {

    /** {@code vrfy = "VRFY" SP String CRLF} */
    static Vrfy read(Arguments in) {
        in.sp();
        return new Vrfy(in.rest());
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        answer(client);
        return state;
    }

    void answer(Conversation client) throws IOException {
        client.send(Reply.of(252, "2.0.0", "Cannot verify; send mail, and see"));
    }
}
