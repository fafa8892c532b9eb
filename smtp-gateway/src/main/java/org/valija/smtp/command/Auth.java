package org.valija.smtp.command;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.valija.line.sasl.SaslException;
import org.valija.line.sasl.SaslExchange;
import org.valija.line.sasl.SaslMechanisms;
import org.valija.mailbox.api.MailboxException;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.reply.SmtpReplies;
import org.valija.smtp.state.Ready;
import org.valija.smtp.state.State;

/**
 * AUTH says who the user is, and proves it.
 *
 * @param mechanism as the client wrote it
 * @param initialResponse base64, or {@code =} for an empty one
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4954.html#section-4">RFC 4954, 4</a>
 */
public record Auth(String mechanism, Optional<String> initialResponse) implements CommandReady {

    private static final Pattern INITIAL_RESPONSE = Pattern.compile("(?i)^(AUTH +\\S+ +).*");

    /** {@code auth-command = "AUTH" SP sasl-mech [SP initial-response] CRLF} */
    static Auth read(Arguments in) {
        var mechanism = in.sp().word("mechanism");
        Optional<String> initialResponse =
                in.atEnd() ? Optional.empty() : Optional.of(in.sp().word("initial response"));
        in.end();
        return new Auth(mechanism, initialResponse);
    }

    /** Whether a password may be sent now: only under TLS, or from this machine if the settings say so (RFC 8314, 3). */
    static boolean isAllowed(Conversation client) {
        return client.policy().offersAuth()
                && (client.tls().isPresent()
                        || client.policy().loopbackAuth()
                                && client.client().getAddress().isLoopbackAddress());
    }

    @Override
    public State run(Ready state, Conversation client) throws IOException {
        if (!client.policy().offersAuth()) {
            return refuse(state, client, Reply.of(502, "5.5.1", "AUTH is not offered here"));
        }
        if (state.user().isPresent()) {
            return refuse(state, client, Reply.of(503, "5.5.1", "You are logged in already"));
        }
        if (!isAllowed(client)) {
            return refuse(state, client, Reply.of(538, "5.7.11", "Encryption required: STARTTLS first"));
        }
        var known = SaslMechanisms.over(client.tls(), client.policy().saslMechanisms())
                .named(mechanism);
        if (known.isEmpty()) {
            return refuse(state, client, Reply.of(504, "5.5.4", "No such mechanism here"));
        }
        try {
            var address = client.client().getAddress().getHostAddress();
            var user = known.get()
                    .authenticate(
                            new SaslExchange(client::ask, initialResponse),
                            new StoreAuthenticator(client.sessions(), address));
            client.send(Reply.of(235, "2.7.0", "You are logged in"));
            return new Ready(state.helo(), Optional.of(user));
        } catch (SaslException e) {
            return refuse(state, client, SmtpReplies.toAuth(e));
        } catch (MailboxException e) {
            client.refuseLogin(SmtpReplies.toAuth(e));
            return state;
        }
    }

    private static State refuse(Ready state, Conversation client, Reply reply) throws IOException {
        client.send(reply);
        return state;
    }

    static String withoutSecrets(String line) {
        return INITIAL_RESPONSE.matcher(line).replaceFirst("$1<secret>");
    }
}
