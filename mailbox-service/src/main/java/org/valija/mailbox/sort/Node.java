package org.valija.mailbox.sort;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.MessageThread;

/** A place in a conversation: a message, or a dummy for one that is only referred to. Conversations may be very deep. */
final class Node {

    /** By date; of the same moment, in the order of UIDs. A dummy goes by its first child: they have been sorted before. */
    static final Comparator<Node> BY_DATE = Comparator.comparingLong(
                    (Node node) -> node.first().sent())
            .thenComparingLong(node -> node.first().uid());

    private @Nullable ThreadedMessage message;
    private @Nullable Node parent;
    private final Set<Node> children = new LinkedHashSet<>();

    Node(@Nullable ThreadedMessage message) {
        this.message = message;
    }

    @Nullable
    ThreadedMessage message() {
        return message;
    }

    void setMessage(ThreadedMessage message) {
        this.message = message;
    }

    boolean isDummy() {
        return message == null;
    }

    @Nullable
    Node parent() {
        return parent;
    }

    Set<Node> children() {
        return children;
    }

    /** The message, or the first below a dummy that has one. */
    ThreadedMessage first() {
        var node = this;
        while (node.message == null) {
            node = node.children.iterator().next();
        }
        return node.message;
    }

    boolean isAncestorOf(Node other) {
        for (@Nullable Node node = other; node != null; node = node.parent) {
            if (node == this) {
                return true;
            }
        }
        return false;
    }

    /** Takes a child from where it was, or from nowhere. */
    void adopt(Node child) {
        child.leave();
        child.parent = this;
        children.add(child);
    }

    void leave() {
        if (parent != null) {
            parent.children.remove(this);
            parent = null;
        }
    }

    /** This and all below it, each before its children. */
    List<Node> all() {
        var all = new ArrayList<Node>();
        var waiting = new ArrayDeque<Node>();
        waiting.push(this);
        while (!waiting.isEmpty()) {
            var node = waiting.pop();
            all.add(node);
            List.copyOf(node.children).reversed().forEach(waiting::push);
        }
        return all;
    }

    /** Sorts the children of this and of all below it. */
    void sortAll() {
        all().reversed().forEach(node -> {
            var sorted = sorted(node.children);
            node.children.clear();
            node.children.addAll(sorted);
        });
    }

    static List<Node> sorted(Collection<Node> nodes) {
        return nodes.stream().sorted(BY_DATE).toList();
    }

    MessageThread thread() {
        var all = all();
        var uids = new long[all.size()];
        var depths = new int[all.size()];
        var open = new ArrayList<Node>();
        for (int i = 0; i < uids.length; i++) {
            var node = all.get(i);
            while (!open.isEmpty() && open.getLast() != node.parent) {
                open.removeLast();
            }
            depths[i] = open.size();
            uids[i] = node.message == null ? 0 : node.message.uid();
            open.add(node);
        }
        return new MessageThread(uids, depths);
    }
}
