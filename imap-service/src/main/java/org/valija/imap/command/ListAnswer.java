package org.valija.imap.command;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.valija.imap.respond.Capabilities;
import org.valija.imap.respond.Capability;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.MailboxTree;
import org.valija.imap.state.MailboxTree.Node;

/**
 * Answers LIST, mailbox by mailbox.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5258.html#section-3.5">RFC 5258, 3.5</a>
 */
final class ListAnswer {

    private final List list;
    private final Capabilities capabilities;
    private final Responses out;
    /** Names with a mailbox below them that is selected. */
    private final Set<String> above = new HashSet<>();
    /** Names with a mailbox below them that is selected, and not told of as its name does not match. */
    private final Set<String> aboveUntold = new HashSet<>();

    /** @param capabilities that the client may know of: what belongs to others is not told */
    ListAnswer(List list, MailboxTree tree, Capabilities capabilities, Responses out) {
        this.list = list;
        this.capabilities = capabilities;
        this.out = out;
        if (list.selection().recursiveMatch()) {
            for (var node : tree.nodes()) {
                if (list.selects(node)) {
                    var ancestors = MailboxTree.ancestors(node.name().value());
                    above.addAll(ancestors);
                    if (!list.matches(node)) {
                        aboveUntold.addAll(ancestors);
                    }
                }
            }
        }
    }

    /** Tells of a mailbox if it is wanted. */
    void tell(Node node) throws IOException {
        var name = node.name().value();
        if (list.matches(node) && (list.selects(node) || aboveUntold.contains(name))) {
            out.untagged(out.line()
                    .raw("* LIST (" + attributes(node) + ") \"/\" ")
                    .mailbox(node.name())
                    .raw(above.contains(name) ? " (\"CHILDINFO\" (\"SUBSCRIBED\"))" : "")
                    .crlf());
            var status = list.returns().status();
            if (status != null && node.status() != null) {
                status.answer(node.name(), node.status(), capabilities.appendLimit(), out);
            }
        }
    }

    private String attributes(Node node) {
        var attributes = new StringJoiner(" ");
        if (!node.selectable()) {
            // Older clients know only that it can't be selected, which the newer word implies: RFC 5258, 3
            attributes.add(list.extended() || out.enabled().imap4rev2() ? "\\NonExistent" : "\\Noselect");
        }
        if ((list.returns().subscribed() || list.selection().subscribed()) && node.subscribed()) {
            attributes.add("\\Subscribed");
        }
        if (capabilities.contains(Capability.CHILDREN)) {
            attributes.add(node.hasChildren() ? "\\HasChildren" : "\\HasNoChildren");
        }
        if (node.specialUse() != null && capabilities.contains(Capability.SPECIAL_USE)) {
            attributes.add(attribute(node.specialUse().word()));
        }
        return attributes.toString();
    }

    /** {@code \Sent} and so on. */
    private static String attribute(String word) {
        return "\\" + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
