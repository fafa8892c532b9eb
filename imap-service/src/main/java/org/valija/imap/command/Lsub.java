package org.valija.imap.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.ListPattern;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.MailboxTree;
import org.valija.imap.state.State;
import org.valija.mailbox.api.mailbox.MailboxSummary;

/**
 * LSUB tells the names that the user subscribed to, whether there are such mailboxes or not.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.3.9">RFC 3501, 6.3.9</a>
 */
public record Lsub(ListPattern pattern, boolean delimiterOnly) implements CommandAuth {

    /** {@code "LSUB" SP mailbox SP list-mailbox} */
    static Lsub read(Arguments in) {
        var reference = in.sp().astring();
        var pattern = in.sp().listMailbox();
        in.end();
        return new Lsub(ListPattern.of(reference, pattern, in.names()), pattern.isEmpty());
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        if (delimiterOnly) {
            out.untagged("LSUB (\\Noselect) \"/\" \"\"");
        } else {
            for (var name : matching(state.mailboxes().list(false)).entrySet()) {
                out.untagged(out.line()
                        .raw(name.getValue() ? "* LSUB () \"/\" " : "* LSUB (\\Noselect) \"/\" ")
                        .mailbox(name.getKey())
                        .crlf());
            }
        }
        out.ok("LSUB completed");
        return state;
    }

    /** The names to tell, and whether each is subscribed to itself: with %, a level above one that is stands for it. */
    private LinkedHashMap<MailboxName, Boolean> matching(java.util.List<MailboxSummary> mailboxes) {
        var matching = new LinkedHashMap<MailboxName, Boolean>();
        for (var mailbox : mailboxes) {
            if (mailbox.subscribed()) {
                var name = new MailboxName(mailbox.name());
                if (pattern.matches(name)) {
                    matching.put(name, true);
                } else {
                    MailboxTree.ancestors(mailbox.name()).stream()
                            .map(MailboxName::new)
                            .filter(pattern::matches)
                            .forEach(level -> matching.putIfAbsent(level, false));
                }
            }
        }
        return matching;
    }
}
