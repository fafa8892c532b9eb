package org.valija.smtp.command;

import java.io.IOException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.parse.Body;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.state.Closed;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.State;

/**
 * DATA sends the message. 250 is said only after all of its recipients have it, committed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.4">RFC 5321, 4.1.1.4</a>
 */
public record Data() implements CommandTransaction {

    /** {@code data = "DATA" CRLF} */
    static Data read(Arguments in) {
        in.end();
        return new Data();
    }

    @Override
    public State run(MailTransaction state, Conversation client) throws IOException {
        if (state.recipients().isEmpty()) {
            // RFC 2920, 3.1: pipelined after RCPTs that all failed
            client.send(Reply.of(554, "5.5.1", "No valid recipients"));
            return state;
        }
        if (state.parameters().body() == Body.BINARY_MIME) {
            client.send(Reply.of(503, "5.5.1", "BINARYMIME needs BDAT")); // RFC 3030, 3
            return state;
        }
        if (client.sentAhead()) {
            // The message, before it was asked for: what follows could be taken for anything (RFC 2920, 3.1)
            client.send(Reply.of(554, "5.5.0", "Wait for 354 before the message; closing"));
            return new Closed();
        }
        var refusal = Allowance.refusal(state, client);
        if (refusal != null) {
            client.send(refusal);
            return state.ready();
        }
        client.send(Reply.of(354, "Start mail input; end with <CRLF>.<CRLF>"));
        return Reception.take(state, client.message(), client);
    }
}
