package org.valija.pop3.command;

import org.valija.mailbox.api.MailboxException;
import org.valija.pop3.parse.Arguments;
import org.valija.pop3.reply.Refusals;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.State;

/**
 * PASS proves who the client is, and opens the maildrop.
 *
 * @param string the password, spaces included
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1939.html#section-7">RFC 1939, 7</a>
 */
public record Pass(String string) implements AuthorizationCommand {

    static Pass read(Arguments in) {
        return new Pass(in.remainder());
    }

    @Override
    public Step run(State.Authorization state, Entrance entrance) {
        if (!entrance.takesPasswords()) {
            return new Step(state, needsTls());
        }
        if (state.user() == null) {
            return new Step(state, Reply.err("send USER first"));
        }
        return open(state.user(), string, entrance);
    }

    /** However the password came. After a failure the client may begin again with USER: RFC 1939, 7. */
    static Step open(String user, String password, Entrance entrance) {
        try {
            var maildrop = entrance.open(user, password);
            return new Step(new State.Transaction(maildrop), Rset.contents(maildrop));
        } catch (MailboxException e) {
            return new Step(new State.Authorization(null), Refusals.toLogin(e));
        }
    }

    static Reply needsTls() {
        return Reply.err("passwords are taken over TLS only");
    }

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return "Pass[]";
    }
}
