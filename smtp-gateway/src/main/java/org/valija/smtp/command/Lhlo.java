package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.parse.DomainOrLiteral;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.State;

/**
 * LHLO is EHLO in LMTP, where a client of SMTP that came by mistake must notice at once.
 *
 * @param name what the client calls itself
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2033.html#section-4.1">RFC 2033, 4.1</a>
 */
public record Lhlo(DomainOrLiteral name) implements CommandAny {

    /** {@code "LHLO" SP Domain CRLF} */
    static Lhlo read(Arguments in) {
        var lhlo = new Lhlo(DomainOrLiteral.read(in.sp()));
        in.end();
        return lhlo;
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        if (client.policy().role() != Role.LMTP) {
            client.send(Reply.of(500, "5.5.1", "This is SMTP: say EHLO"));
            return state;
        }
        return Ehlo.introduce(name, state, client);
    }
}
