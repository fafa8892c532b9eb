package org.valija.imap.command;

import java.io.IOException;
import java.util.ArrayList;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.ListPattern;
import org.valija.imap.parse.ListSelection;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Vocabulary;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.MailboxTree;
import org.valija.imap.state.State;

/**
 * LIST tells the mailboxes whose names match, and what they are for.
 *
 * @param patterns of which one must match
 * @param extended whether it was written as RFC 5258 has it: with options, or with a list of patterns
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.9">RFC 9051, 6.3.9</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5258.html#section-3">RFC 5258, 3</a>
 */
public record List(ListSelection selection, java.util.List<ListPattern> patterns, ListReturn returns, boolean extended)
        implements CommandAuth {

    private static final int MOST_PATTERNS = 100;

    /** {@code "LIST" [SP list-select-opts] SP mailbox SP mbox-or-pat [SP list-return-opts]} */
    static List read(Arguments in) {
        boolean extended = in.sp().peek() == '(';
        var selection = ListSelection.NONE;
        if (extended) {
            selection = ListSelection.read(in);
            in.sp();
        }
        var reference = in.astring();
        extended |= in.sp().peek() == '(';
        var patterns = patterns(reference, in);
        var returns = ListReturn.NONE;
        if (in.skip(' ')) {
            extended = true;
            returns = ListReturn.read(in);
        }
        if (extended) {
            in.require(Vocabulary.EXTENDED_LIST);
        }
        in.end();
        return new List(selection, patterns, returns, extended);
    }

    /** {@code mbox-or-pat = list-mailbox / "(" list-mailbox *(SP list-mailbox) ")"} */
    private static java.util.List<ListPattern> patterns(String reference, Arguments in) {
        if (!in.skip('(')) {
            return java.util.List.of(ListPattern.of(reference, in.listMailbox(), in.names()));
        }
        var patterns = new ArrayList<ListPattern>();
        do {
            if (patterns.size() == MOST_PATTERNS) {
                throw new SyntaxException.Limit("Too many patterns");
            }
            patterns.add(ListPattern.of(reference, in.listMailbox(), in.names()));
        } while (in.skip(' '));
        in.expect(')');
        return java.util.List.copyOf(patterns);
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        // Not in its extended form: RFC 5258, 3
        if (!extended && patterns.getFirst().isEmpty()) {
            out.untagged("LIST (\\Noselect) \"/\" \"\"");
        } else {
            var status = returns.status();
            if (status != null) {
                status.follow(state, out);
            }
            var tree = new MailboxTree(state.mailboxes().list(status != null));
            var answer = new ListAnswer(this, tree, state.client().capabilities(state), out);
            for (var node : tree.nodes()) {
                answer.tell(node);
            }
        }
        out.ok("LIST completed");
        return state;
    }

    /** Whether one of the patterns stands for a name. */
    boolean matches(MailboxTree.Node node) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(node.name()));
    }

    /** Whether a mailbox is one of those that are wanted, whatever its name. */
    boolean selects(MailboxTree.Node node) {
        if (!selection.subscribed() && !selection.specialUse()) {
            // A subscription to what is not there is none of LIST's business
            return !node.isMissing();
        }
        return (!selection.subscribed() || node.subscribed()) && (!selection.specialUse() || node.specialUse() != null);
    }
}
