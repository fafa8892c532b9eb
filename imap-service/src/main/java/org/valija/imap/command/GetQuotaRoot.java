package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * GETQUOTAROOT tells to which quota root a mailbox belongs, and how much of it is used.
 *
 * @param mailbox need not exist
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9208.html#section-4.1.2">RFC 9208, 4.1.2</a>
 */
public record GetQuotaRoot(MailboxName mailbox) implements CommandAuth {

    /** {@code "GETQUOTAROOT" SP mailbox} */
    static GetQuotaRoot read(Arguments in) {
        var quota = new GetQuotaRoot(in.sp().mailbox());
        in.end();
        return quota;
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        var usage = state.user().usage();
        var line = out.line().raw("* QUOTAROOT ").mailbox(mailbox);
        if (Quota.isThere(usage)) {
            out.untagged(line.sp().astring(Quota.ROOT).crlf());
            Quota.answer(usage, out);
        } else {
            out.untagged(line.crlf());
        }
        out.ok("GETQUOTAROOT completed");
        return state;
    }
}
