package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.State;

/**
 * STLS begins TLS; what the client said before is forgotten.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2595.html#section-4">RFC 2595, 4</a>
 */
public record Stls() implements AuthorizationCommand {

    static Stls read(Arguments in) {
        return new Stls();
    }

    @Override
    public Step run(State.Authorization state, Entrance entrance) {
        if (state.utf8()) {
            // RFC 6856, 2.1: what was agreed on in the clear must not last
            return new Step(state, Reply.err("STLS comes before UTF8"));
        }
        return entrance.offersTls()
                ? new Step(new State.TlsNegotiation(), Reply.ok("begin TLS negotiation"))
                : new Step(state, Reply.err("TLS is active already, or not offered here"));
    }
}
