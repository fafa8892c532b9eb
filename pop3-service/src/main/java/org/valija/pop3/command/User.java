package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.State;

/**
 * USER says who the client is. Whether there is such a user is told by PASS, and there not in so many words.
 *
 * @param name an address, local-part@domain
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-7">RFC 1939, 7</a>
 */
public record User(String name) implements AuthorizationCommand {

    static User read(Arguments in) {
        return new User(in.word());
    }

    @Override
    public Step run(State.Authorization state, Entrance entrance) {
        return entrance.takesPasswords()
                ? new Step(new State.Authorization(name, state.utf8()), Reply.ok("send PASS"))
                : new Step(state, Pass.needsTls());
    }
}
