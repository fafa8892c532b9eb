package org.valija.imap.command;

import java.io.IOException;
import java.util.Optional;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.Vocabulary;
import org.valija.imap.respond.Capability;
import org.valija.imap.respond.Refusal;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.NotAuthenticated;
import org.valija.imap.state.State;
import org.valija.line.sasl.SaslException;
import org.valija.line.sasl.SaslExchange;
import org.valija.mailbox.api.MailboxException;

/**
 * AUTHENTICATE tells who the user is, by a SASL mechanism.
 *
 * @param mechanism its name, in capitals
 * @param initialResponse base64, or {@code =} for an empty one (RFC 4959, 3)
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.2.2">RFC 9051, 6.2.2</a>
 */
public record Authenticate(String mechanism, Optional<String> initialResponse) implements CommandNonauth {

    /** {@code "AUTHENTICATE" SP auth-type [SP initial-resp]} */
    static Authenticate read(Arguments in) {
        var mechanism = in.sp().word();
        var initialResponse = Optional.<String>empty();
        if (in.skip(' ')) {
            in.require(Vocabulary.INITIAL_RESPONSE);
            initialResponse = Optional.of(in.atom());
        }
        in.end();
        return new Authenticate(mechanism, initialResponse);
    }

    @Override
    public State run(NotAuthenticated state, Responses out) throws IOException {
        if (state.client().capabilities(state).contains(Capability.LOGINDISABLED)) {
            out.no(ResponseCode.PRIVACYREQUIRED, "Use STARTTLS first");
            return state;
        }
        var sasl = state.client().mechanisms().named(mechanism);
        if (sasl.isEmpty()) {
            out.no(ResponseCode.CANNOT, "No such mechanism");
            return state;
        }
        try {
            var exchange = new SaslExchange(state.client()::ask, initialResponse);
            var authenticated = state.authenticated(sasl.get().authenticate(exchange, state.authenticator()));
            out.ok(ResponseCode.capability(state.client().capabilities(authenticated)), "AUTHENTICATE completed");
            return authenticated;
        } catch (SaslException.Refused _) {
            out.no(ResponseCode.AUTHORIZATIONFAILED, "Not as that user, or not over this channel");
        } catch (SaslException.Cancelled _) {
            out.bad(null, "Authentication cancelled");
        } catch (SaslException _) {
            out.bad(null, "Not what the mechanism wants");
        } catch (MailboxException e) {
            out.no(Refusal.toLogin(e));
        }
        return state;
    }

    /** The response may hold the password, which never shows in a log. */
    @Override
    public String toString() {
        return "Authenticate[mechanism=" + mechanism + "]";
    }
}
