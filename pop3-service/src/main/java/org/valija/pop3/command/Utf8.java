package org.valija.pop3.command;

import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.State;

/**
 * UTF8 says that the client can read UTF-8 wherever it stands. Messages are sent as they came, with it or without: there is
 * no other form of them here, and clients that never heard of the command could not get theirs if it were asked for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6856.html#section-2">RFC 6856, 2</a>
 */
public record Utf8() implements AuthorizationCommand {

    static Utf8 read(Arguments in) {
        return new Utf8();
    }

    @Override
    public Step run(State.Authorization state, Entrance entrance) {
        return new Step(new State.Authorization(state.user(), true), Reply.ok("UTF-8 from now on"));
    }
}
