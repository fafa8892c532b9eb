package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Capability;
import org.valija.imap.respond.Refusal;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.NotAuthenticated;
import org.valija.imap.state.State;
import org.valija.mailbox.api.MailboxException;

/**
 * LOGIN tells who the user is, with a password.
 *
 * @param userid the address of an account
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.2.3">RFC 9051, 6.2.3</a>
 */
public record Login(String userid, String password) implements CommandNonauth {

    /** {@code "LOGIN" SP userid SP password} */
    static Login read(Arguments in) {
        var login = new Login(in.sp().astring(), in.sp().astring());
        in.end();
        return login;
    }

    @Override
    public State run(NotAuthenticated state, Responses out) {
        if (state.client().capabilities(state).contains(Capability.LOGINDISABLED)) {
            out.no(ResponseCode.PRIVACYREQUIRED, "Use STARTTLS first");
            return state;
        }
        try {
            var authenticated = state.login(userid, password);
            out.ok(ResponseCode.capability(state.client().capabilities(authenticated)), "LOGIN completed");
            return authenticated;
        } catch (MailboxException e) {
            out.no(Refusal.toLogin(e));
            return state;
        }
    }

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return "Login[userid=" + userid + "]";
    }
}
