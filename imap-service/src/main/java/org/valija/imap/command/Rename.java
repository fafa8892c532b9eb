package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/**
 * RENAME gives another name to a mailbox and all below it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.6">RFC 9051, 6.3.6</a>
 */
public record Rename(MailboxName from, MailboxName to) implements CommandAuth {

    /** {@code "RENAME" SP mailbox SP mailbox} */
    static Rename read(Arguments in) {
        var rename = new Rename(
                in.sp().mailbox().withoutTrailingDelimiter(), in.sp().mailbox().withoutTrailingDelimiter());
        in.end();
        return rename;
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        state.mailboxes().rename(from, to);
        // INBOX stays, empty
        if (out.enabled().imap4rev2() && !from.isInbox()) {
            out.untagged(new OldName(to, from.value()).line(out));
        }
        out.ok("RENAME completed");
        return state;
    }
}
