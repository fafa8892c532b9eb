package org.valija.imap.command;

import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * SETQUOTA would change what a user may store, which is for administrators, and elsewhere.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9208.html#section-4.1.3">RFC 9208, 4.1.3</a>
 */
public record SetQuota(String root) implements CommandAuth {

    /** {@code "SETQUOTA" SP quota-root-name SP setquota-list} */
    static SetQuota read(Arguments in) {
        var root = in.sp().astring();
        in.sp().expect('(');
        if (!in.skip(')')) {
            do {
                in.atom();
                in.sp().number64();
            } while (in.skip(' '));
            in.expect(')');
        }
        in.end();
        return new SetQuota(root);
    }

    @Override
    public State run(Authenticated state, Responses out) {
        out.no(ResponseCode.NOPERM, "Only administrators set quotas");
        return state;
    }
}
