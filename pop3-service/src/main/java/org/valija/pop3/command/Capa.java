package org.valija.pop3.command;

import java.util.ArrayList;
import java.util.List;
import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;

/**
 * CAPA tells what the server can do, in this state and on this connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2449.html#section-5">RFC 2449, 5</a>
 */
public record Capa() implements Command {

    static Capa read(Arguments in) {
        return new Capa();
    }

    /** The same in each state, but for what TLS changes: RFC 2595, 4, and RFC 8314, 3. */
    public Reply run(Entrance entrance) {
        var capabilities = new ArrayList<>(List.of(
                "TOP",
                "UIDL",
                "RESP-CODES", // RFC 2449, 6.4
                "AUTH-RESP-CODE", // RFC 3206, 6
                "PIPELINING",
                "EXPIRE NEVER",
                "IMPLEMENTATION Valija"));
        if (entrance.offersTls()) {
            capabilities.add("STLS");
        }
        if (entrance.takesPasswords()) {
            capabilities.add("USER");
            capabilities.add("SASL " + String.join(" ", entrance.mechanisms().names()));
        }
        return new Reply.Listing(Reply.ok("capability list follows"), capabilities.stream());
    }
}
