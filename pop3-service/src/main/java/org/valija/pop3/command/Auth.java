package org.valija.pop3.command;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.line.sasl.SaslException;
import org.valija.line.sasl.SaslExchange;
import org.valija.line.sasl.SaslMechanism;
import org.valija.mailbox.api.MailboxException;
import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.reply.ResponseCode;
import org.valija.pop3.state.State;

/**
 * AUTH proves who the client is by a SASL mechanism; alone, it lists them, as clients older than CAPA ask.
 *
 * @param mechanism its name in any case; null for the list
 * @param initialResponse in base64; null if the client waits for a challenge
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5034.html#section-4">RFC 5034, 4</a>
 */
public record Auth(@Nullable String mechanism, @Nullable String initialResponse) implements AuthorizationCommand {

    static Auth read(Arguments in) {
        var mechanism = in.isEmpty() ? null : in.word();
        return new Auth(mechanism, in.isEmpty() ? null : in.word());
    }

    @Override
    public Step run(State.Authorization state, Entrance entrance) throws IOException {
        if (!entrance.takesPasswords()) {
            return new Step(state, Pass.needsTls());
        }
        if (mechanism == null) {
            var names = entrance.mechanisms().names();
            return new Step(state, new Reply.Listing(Reply.ok("mechanisms follow"), names.stream()));
        }
        var known = entrance.mechanisms().named(mechanism);
        return known.isPresent()
                ? authenticate(state, known.get(), entrance)
                : new Step(state, Reply.err("unknown mechanism"));
    }

    private Step authenticate(State.Authorization state, SaslMechanism known, Entrance entrance) throws IOException {
        try {
            var exchange = new SaslExchange(entrance::ask, Optional.ofNullable(initialResponse));
            return Pass.open(known.authenticate(exchange, entrance.authenticator()), entrance);
        } catch (MailboxException e) {
            return Pass.refused(state, e);
        } catch (SaslException.Refused e) {
            return new Step(state, Reply.err(ResponseCode.AUTH, String.valueOf(e.getMessage())));
        } catch (SaslException e) {
            return new Step(state, Reply.err(String.valueOf(e.getMessage())));
        }
    }

    /** The initial response never shows in a log. */
    @Override
    public String toString() {
        return "Auth[mechanism=" + mechanism + "]";
    }
}
