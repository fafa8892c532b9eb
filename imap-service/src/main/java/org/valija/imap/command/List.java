package org.valija.imap.command;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.ListPattern;
import org.valija.imap.respond.ResponseLine;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.MailboxTree;
import org.valija.imap.state.State;

/**
 * LIST tells the mailboxes whose names match, and what they are for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.3.8">RFC 3501, 6.3.8</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6154.html#section-2">RFC 6154, 2</a>
 */
// Not yet: RFC 5258, LIST-EXTENDED
public record List(ListPattern pattern, boolean delimiterOnly) implements CommandAuth {

    /** {@code "LIST" SP mailbox SP list-mailbox} */
    static List read(Arguments in) {
        var reference = in.sp().astring();
        var pattern = in.sp().listMailbox();
        in.end();
        return new List(ListPattern.of(reference, pattern, in.names()), pattern.isEmpty());
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        if (delimiterOnly) {
            out.untagged("LIST (\\Noselect) \"/\" \"\"");
        } else {
            for (var node : new MailboxTree(state.mailboxes().list()).nodes()) {
                // A subscription to what is not there is none of LIST's business
                boolean exists = node.selectable() || node.hasChildren();
                if (exists && pattern.matches(node.name())) {
                    out.untagged(line(node, out));
                }
            }
        }
        out.ok("LIST completed");
        return state;
    }

    private static ResponseLine line(MailboxTree.Node node, Responses out) {
        var use = node.specialUse();
        var attributes = Stream.of(
                        node.selectable() ? "" : "\\Noselect",
                        node.hasChildren() ? "\\HasChildren" : "\\HasNoChildren",
                        use == null ? "" : attribute(use.word()))
                .filter(attribute -> !attribute.isEmpty())
                .collect(joining(" "));
        return out.line()
                .raw("* LIST (" + attributes + ") \"/\" ")
                .mailbox(node.name())
                .crlf();
    }

    /** {@code \Sent} and so on. */
    private static String attribute(String word) {
        return "\\" + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
