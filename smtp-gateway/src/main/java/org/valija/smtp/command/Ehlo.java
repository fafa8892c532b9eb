package org.valija.smtp.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.valija.line.TlsMode;
import org.valija.line.sasl.SaslMechanisms;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.parse.DomainOrLiteral;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.HeloName;
import org.valija.smtp.state.Ready;
import org.valija.smtp.state.State;

/**
 * EHLO introduces the client and asks what the server offers; it ends any transaction.
 *
 * @param name what the client calls itself
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.1">RFC 5321, 4.1.1.1</a>
 */
public record Ehlo(DomainOrLiteral name) implements CommandAny {

    /** {@code ehlo = "EHLO" SP ( Domain / address-literal ) CRLF} */
    static Ehlo read(Arguments in) {
        var ehlo = new Ehlo(DomainOrLiteral.read(in.sp()));
        in.end();
        return ehlo;
    }

    @Override
    public State run(State state, Conversation client) throws IOException {
        if (client.policy().role() == Role.LMTP) {
            client.send(Reply.of(500, "5.5.1", "This is LMTP: say LHLO")); // RFC 2033, 4.1
            return state;
        }
        return introduce(name, state, client);
    }

    /** What EHLO and LHLO do alike. */
    static State introduce(DomainOrLiteral name, State state, Conversation client) throws IOException {
        client.send(new Reply(250, "", offers(client)));
        return new Ready(new HeloName(name, true), state.user());
    }

    private static List<String> offers(Conversation client) {
        var lines = new ArrayList<String>();
        var policy = client.policy();
        lines.add(policy.hostName());
        lines.add("PIPELINING"); // RFC 2920
        lines.add("SIZE " + policy.message().largestMessage()); // RFC 1870
        lines.add("8BITMIME"); // RFC 6152
        lines.add("SMTPUTF8"); // RFC 6531
        lines.add("CHUNKING"); // RFC 3030, 2
        lines.add("BINARYMIME"); // RFC 3030, 3
        lines.add("DSN"); // RFC 3461
        lines.add("ENHANCEDSTATUSCODES"); // RFC 2034
        lines.add("LIMITS RCPTMAX=" + policy.message().recipients() + " MAILMAX="
                + policy.patience().messages()); // RFC 9422
        if (client.tls().isPresent()) {
            lines.add("REQUIRETLS"); // RFC 8689
        } else if (policy.tls() == TlsMode.STARTTLS) {
            lines.add("STARTTLS"); // RFC 3207
        }
        if (Auth.isAllowed(client)) {
            lines.add("AUTH "
                    + String.join(
                            " ",
                            SaslMechanisms.over(client.tls(), policy.saslMechanisms())
                                    .names())); // RFC 4954
        }
        return lines;
    }
}
