package org.valija.pop3.command;

import org.valija.line.sasl.Credentials;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.UserSession;
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
        var credentials = new Credentials(state.user(), string);
        try {
            return open(entrance.authenticator().password(credentials), entrance);
        } catch (MailboxException e) {
            return refused(state, e);
        }
    }

    /** However the user has logged in. */
    static Step open(UserSession user, Entrance entrance) {
        var maildrop = entrance.open(user);
        return new Step(new State.Transaction(maildrop), Rset.contents(maildrop));
    }

    /** After a failure the client may begin again with USER: RFC 1939, 7. */
    static Step refused(State.Authorization state, MailboxException failure) {
        return new Step(state.withoutUser(), Refusals.toLogin(failure));
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
