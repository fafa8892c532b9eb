package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * SELECT opens a mailbox.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.3.1">RFC 3501, 6.3.1</a>
 */
// Not yet: RFC 7162, CONDSTORE and QRESYNC
public record Select(MailboxName mailbox) implements CommandAuth {

    /** {@code "SELECT" SP mailbox} */
    static Select read(Arguments in) {
        var select = new Select(in.sp().mailbox());
        in.end();
        return select;
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        return new Opening(mailbox, false).run(state, out);
    }
}
