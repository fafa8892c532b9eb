package org.valija.mailbox.replicas;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.testing.TestUser;

/**
 * A client that opened a mailbox once and since then only asks what changed, each time at another replica: what an IMAP
 * session does. Keeps what it has seen, and what it should not have seen.
 */
final class MailboxFollower {

    private final List<TestUser> users;
    private final MailboxId mailbox;
    private final Map<Long, MessageFlags> view = new TreeMap<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private long modseq;
    private int questions;

    MailboxFollower(List<TestUser> users, MailboxId mailbox) {
        this.users = users;
        this.mailbox = mailbox;
    }

    /** Follows until it is told that nothing changes any more, and has asked once more after that. */
    void follow(AtomicBoolean done) {
        boolean last;
        do {
            last = done.get();
            ask();
        } while (!last);
    }

    private void ask() {
        var user = users.get(questions++ % users.size());
        var state = user.since(mailbox, modseq);
        if (state.highestModseq() < modseq) {
            broken.add("the mailbox went back from modseq %d to %d".formatted(modseq, state.highestModseq()));
        }
        boolean first = modseq == 0;
        apply(state);
        if (!first && !state.vanishedComplete()) {
            // Expunged UIDs were forgotten meanwhile: then all UIDs are compared, RFC 7162, 3.2.5.2
            var there = user.mailboxes()
                    .state(user.token(), user.account(), mailbox, null, null)
                    .uids();
            view.keySet().removeIf(uid -> there != null && !there.contains(uid));
        } else if (view.size() != state.status().messages()) {
            broken.add("%d messages seen, %d there, since modseq %d"
                    .formatted(view.size(), state.status().messages(), modseq));
        }
        modseq = state.highestModseq();
    }

    private void apply(MailboxState state) {
        for (var message : state.changed()) {
            var before = view.put(message.uid().value(), message);
            if (message.modseq() <= modseq || before != null && before.modseq() >= message.modseq()) {
                broken.add("%s after %s, asked since %d".formatted(message, before, modseq));
            }
        }
        state.vanished().stream().forEach(view::remove);
    }

    /** What should not have been seen. */
    Queue<String> broken() {
        return broken;
    }

    /** All messages with their flags, by UID, as far as the answers told. */
    Map<Long, MessageFlags> view() {
        return view;
    }

    /** The same, as the mailbox tells who asks for the first time. */
    Map<Long, MessageFlags> fresh() {
        var fresh = new TreeMap<Long, MessageFlags>();
        users.getFirst()
                .since(mailbox, 0)
                .changed()
                .forEach(message -> fresh.put(message.uid().value(), message));
        return fresh;
    }
}
