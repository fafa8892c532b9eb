package org.valija.mailbox.sort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.MessageThread;

/**
 * The REFERENCES algorithm, step by step as it is written down there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5256.html#section-3">RFC 5256, 3, THREAD, REFERENCES</a>
 */
final class References {

    /** What has no parent; once all messages are there. */
    private final Set<Node> roots = new LinkedHashSet<>();

    private final Map<String, Node> ids = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    /** (1) Links a message to those that it refers to. */
    void add(ThreadedMessage message) {
        @Nullable Node ancestor = null;
        // (1)(A) The references among each other, unless they have been linked before or would make a ring
        for (var id : message.references()) {
            var node = ids.computeIfAbsent(id, _ -> node(null));
            if (ancestor != null && node.parent() == null && !node.isAncestorOf(ancestor)) {
                ancestor.adopt(node);
            }
            ancestor = node;
        }
        // (1)(B) The message itself knows better than others who referred to it
        var own = own(message);
        if (ancestor == null) {
            own.leave();
        } else if (!own.isAncestorOf(ancestor)) {
            ancestor.adopt(own);
        }
    }

    /** A second message of the same id counts as one without. */
    private Node own(ThreadedMessage message) {
        if (message.id() == null) {
            return node(message);
        }
        var known = ids.computeIfAbsent(message.id(), _ -> node(null));
        if (!known.isDummy()) {
            return node(message);
        }
        known.setMessage(message);
        return known;
    }

    private Node node(@Nullable ThreadedMessage message) {
        var node = new Node(message);
        nodes.add(node);
        return node;
    }

    List<MessageThread> threads() {
        // (2) Whatever has no parent
        nodes.stream().filter(node -> node.parent() == null).forEach(roots::add);
        List.copyOf(roots).forEach(this::prune);
        // (4) Their order tells which message of a subject is the first
        roots.forEach(Node::sortAll);
        sortRoots();
        gatherSubjects();
        // (6) What was gathered has new places
        roots.forEach(Node::sortAll);
        sortRoots();
        return roots.stream().map(Node::thread).toList();
    }

    private void sortRoots() {
        var sorted = Node.sorted(roots);
        roots.clear();
        roots.addAll(sorted);
    }

    /** (3) Dummies go, and their children take their place; but not at the root, where a dummy holds several together. */
    private void prune(Node root) {
        for (var node : root.all().reversed()) {
            var parent = node.parent();
            if (node.isDummy() && parent != null) {
                List.copyOf(node.children()).forEach(parent::adopt);
                node.leave();
            }
        }
        if (root.isDummy() && root.children().size() < 2) {
            roots.remove(root);
            List.copyOf(root.children()).forEach(child -> {
                child.leave();
                roots.add(child);
            });
        }
    }

    /** (5) Puts together threads of the same subject. */
    private void gatherSubjects() {
        Map<String, Node> subjects = new HashMap<>();
        for (var node : roots) {
            subjects.merge(node.first().baseSubject(), node, References::better);
        }
        for (var node : List.copyOf(roots)) {
            var subject = node.first().baseSubject();
            var other = subjects.get(subject);
            if (!subject.isEmpty() && other != null && other != node) {
                subjects.put(subject, merge(other, node));
            }
        }
    }

    /** (5)(B) A dummy stands for a subject rather than a message does, and that which it began with rather than a reply. */
    private static Node better(Node known, Node node) {
        if (known.isDummy()) {
            return known;
        }
        return node.isDummy() || !node.first().isReply() && known.first().isReply() ? node : known;
    }

    /** (5)(C) Puts a thread where the one that stands for its subject is; answers with what stands for it now. */
    private Node merge(Node other, Node node) {
        roots.remove(node);
        if (other.isDummy()) {
            if (node.isDummy()) {
                List.copyOf(node.children()).forEach(other::adopt);
            } else {
                other.adopt(node);
            }
            return other;
        }
        if (node.first().isReply() && !other.first().isReply()) {
            other.adopt(node);
            return other;
        }
        var dummy = new Node(null);
        roots.remove(other);
        roots.add(dummy);
        dummy.adopt(other);
        dummy.adopt(node);
        return dummy;
    }
}
