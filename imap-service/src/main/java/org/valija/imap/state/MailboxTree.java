package org.valija.imap.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.MailboxName;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.mailbox.SpecialUse;

/** A user's mailboxes with the levels between them, which may be no mailboxes themselves. */
public final class MailboxTree {

    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /**
     * One name.
     *
     * @param selectable whether there is a mailbox of that name
     * @param hasChildren whether there is a mailbox below it
     * @param status its numbers, if they were asked for
     */
    public record Node(
            MailboxName name,
            boolean selectable,
            @Nullable SpecialUse specialUse,
            boolean subscribed,
            boolean hasChildren,
            @Nullable MailboxStatus status) {

        /** Neither a mailbox nor a level above one: a subscription, or a level above one of those. */
        public boolean isMissing() {
            return !selectable && !hasChildren;
        }
    }

    /** @param mailboxes in the order in which the nodes are to be */
    public MailboxTree(List<MailboxSummary> mailboxes) {
        var existing = mailboxes.stream()
                .filter(mailbox -> mailbox.id() != null)
                .map(MailboxSummary::name)
                .toList();
        var parents = parents(existing);
        for (var mailbox : mailboxes) {
            for (var parent : ancestors(mailbox.name())) {
                // A mailbox of that name, if there is one, comes before those below it
                nodes.putIfAbsent(
                        parent, new Node(new MailboxName(parent), false, null, false, parents.contains(parent), null));
            }
            nodes.put(mailbox.name(), node(mailbox, parents));
        }
    }

    private static Node node(MailboxSummary mailbox, Set<String> parents) {
        return new Node(
                new MailboxName(mailbox.name()),
                mailbox.id() != null,
                mailbox.specialUse(),
                mailbox.subscribed(),
                parents.contains(mailbox.name()),
                mailbox.status());
    }

    /** All names: those of mailboxes, of levels above them, and of subscriptions to what is not there. */
    public Collection<Node> nodes() {
        return nodes.values();
    }

    /** The levels above a name, from the top. */
    public static List<String> ancestors(String name) {
        var ancestors = new ArrayList<String>();
        for (int i = name.indexOf(MailboxName.DELIMITER); i > 0; i = name.indexOf(MailboxName.DELIMITER, i + 1)) {
            ancestors.add(name.substring(0, i));
        }
        return ancestors;
    }

    private static Set<String> parents(List<String> names) {
        var parents = new TreeSet<String>();
        names.forEach(name -> parents.addAll(ancestors(name)));
        return parents;
    }
}
