package org.valija.smtp.command;

import java.io.IOException;
import org.valija.line.TlsMode;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.state.Connected;
import org.valija.smtp.state.Ready;
import org.valija.smtp.state.State;

/**
 * STARTTLS encrypts the connection. What was known of the client is forgotten, as an attacker may have said it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3207.html#section-4">RFC 3207, 4</a>
 */
public record StartTls() implements CommandReady {

    /** {@code "STARTTLS" CRLF} */
    static StartTls read(Arguments in) {
        in.end();
        return new StartTls();
    }

    @Override
    public State run(Ready state, Conversation client) throws IOException {
        if (client.tls().isPresent()) {
            client.send(Reply.of(503, "5.5.1", "TLS is active already"));
            return state;
        }
        if (client.policy().tls() != TlsMode.STARTTLS) {
            client.send(Reply.of(502, "5.5.1", "STARTTLS is not offered here"));
            return state;
        }
        client.send(Reply.of(220, "2.0.0", "Go ahead with TLS"));
        client.startTls();
        return new Connected();
    }
}
