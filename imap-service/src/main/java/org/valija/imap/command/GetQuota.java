package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;
import org.valija.mailbox.api.account.AccountUsage;

/**
 * GETQUOTA tells how much of a quota root is used.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9208.html#section-4.1.1">RFC 9208, 4.1.1</a>
 */
public record GetQuota(String root) implements CommandAuth {

    /** {@code "GETQUOTA" SP quota-root-name} */
    static GetQuota read(Arguments in) {
        var quota = new GetQuota(in.sp().astring());
        in.end();
        return quota;
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        if (!root.equals(Quota.ROOT) || !answer(state.user().usage(), out)) {
            out.no(ResponseCode.NONEXISTENT, "No such quota root");
        }
        return state;
    }

    private static boolean answer(AccountUsage usage, Responses out) throws IOException {
        if (!Quota.isThere(usage)) {
            return false;
        }
        Quota.answer(usage, out);
        out.ok("GETQUOTA completed");
        return true;
    }
}
