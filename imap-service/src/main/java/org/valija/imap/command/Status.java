package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * STATUS tells the numbers of a mailbox without opening it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.3.10">RFC 3501, 6.3.10</a>
 */
public record Status(MailboxName mailbox, StatusItems items) implements CommandAuth {

    /** {@code "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"} */
    static Status read(Arguments in) {
        var status = new Status(in.sp().mailbox(), StatusItems.read(in.sp()));
        in.end();
        return status;
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        var status = state.mailboxes().status(mailbox);
        items.follow(state, out);
        items.answer(mailbox, status, state.client().terms().appendLimit(), out);
        out.ok("STATUS completed");
        return state;
    }
}
