package org.valija.smtp.command;

import java.io.IOException;
import java.util.List;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.State;

/**
 * HELP says which commands there are.
 *
 * @param about what the client wants to know more of; it gets the list
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.8">RFC 5321, 4.1.1.8</a>
 */
public record Help(String about) implements CommandAny {

    /** {@code help = "HELP" [ SP String ] CRLF} */
    static Help read(Arguments in) {
        return new Help(in.rest());
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        answer(client);
        return state;
    }

    void answer(Conversation client) throws IOException {
        var hello = client.policy().role() == Role.LMTP ? "LHLO" : "EHLO HELO";
        client.send(new Reply(
                214,
                "2.0.0",
                List.of(
                        hello + " MAIL RCPT DATA BDAT RSET VRFY HELP NOOP QUIT",
                        "STARTTLS and AUTH where they are offered")));
    }
}
