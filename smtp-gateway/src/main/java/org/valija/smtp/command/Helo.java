package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.parse.DomainOrLiteral;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.HeloName;
import org.valija.smtp.state.Ready;
import org.valija.smtp.state.State;

/**
 * HELO introduces a client that knows no extensions; it ends any transaction.
 *
 * @param name what the client calls itself; a literal is not in the grammar, and is sent all the same
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.1">RFC 5321, 4.1.1.1</a>
 */
public record Helo(DomainOrLiteral name) implements CommandAny {

    /** {@code helo = "HELO" SP Domain CRLF} */
    static Helo read(Arguments in) {
        var helo = new Helo(DomainOrLiteral.read(in.sp()));
        in.end();
        return helo;
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        if (client.policy().role() == Role.LMTP) {
            client.send(Reply.of(500, "5.5.1", "This is LMTP: say LHLO")); // RFC 2033, 4.1
            return state;
        }
        client.send(Reply.of(250, client.policy().hostName()));
        return new Ready(new HeloName(name, false), state.user());
    }
}
