package org.valija.smtp.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.smtp.judge.Prior;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.parse.MailParameters;
import org.valija.smtp.parse.ReversePath;
import org.valija.smtp.parse.SyntaxException;
import org.valija.smtp.parse.SyntaxException.Fault;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.Closed;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.Ready;
import org.valija.smtp.state.State;

/**
 * MAIL begins a mail transaction.
 *
 * @param reversePath where notices go
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.2">RFC 5321, 4.1.1.2</a>
 */
public record Mail(ReversePath reversePath, MailParameters parameters) implements CommandReady {

    /** {@code mail = "MAIL FROM:" Reverse-path [SP Mail-parameters] CRLF} */
    static Mail read(Arguments in) {
        var mail = new Mail(ReversePath.read(in.sp().keyword("FROM:")), MailParameters.read(in));
        if (!mail.reversePath.isAscii() && !mail.parameters.smtpUtf8()) {
            throw new SyntaxException(Fault.NOT_ASCII, "SMTPUTF8 with an address that is not ASCII");
        }
        return mail;
    }

    @Override
    public State run(Ready state, Conversation client) throws IOException {
        if (client.messages() >= client.policy().patience().messages()) {
            client.send(Reply.of(421, "4.7.0", client.policy().hostName() + " closing: enough messages for now"));
            return new Closed();
        }
        var refusal = refusal(state, client);
        if (refusal != null) {
            client.send(refusal);
            return state;
        }
        var prior = prior(state, client);
        client.send(Reply.of(250, "2.1.0", "Sender OK"));
        return new MailTransaction(state, client.nextTraceId(), reversePath, parameters, prior, List.of());
    }

    private Optional<Prior> prior(Ready state, Conversation client) {
        var address = client.client().getAddress();
        if (client.policy().role() != Role.MX || !client.judge().judges(address)) {
            return Optional.empty();
        }
        return Optional.of(client.judge().prior(address, state.helo().name().toString(), reversePath.toString()));
    }

    private @Nullable Reply refusal(Ready state, Conversation client) {
        var policy = client.policy();
        if (parameters.requireTls() && client.tls().isEmpty()) {
            return Reply.of(555, "5.5.4", "REQUIRETLS is offered under TLS only"); // RFC 8689, 2
        }
        if (policy.role() == Role.SUBMISSION) {
            if (state.user().isEmpty()) {
                return Reply.of(530, "5.7.0", "Authentication required"); // RFC 4954, 6
            }
            if (!state.user().get().mayUse(reversePath)) {
                return Reply.of(553, "5.7.1", "That sender address is not yours"); // RFC 6409, 6.1
            }
        }
        if (parameters.size() > policy.message().largestMessage()) {
            return Reply.of(
                    552, "5.3.4", "Message larger than " + policy.message().largestMessage() + " octets");
        }
        return null;
    }
}
