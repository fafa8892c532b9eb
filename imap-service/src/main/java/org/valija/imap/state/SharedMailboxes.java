package org.valija.imap.state;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.MailboxName;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.MailboxStatus;

/**
 * The mailboxes that sessions of this process have selected or had selected lately, so that who selects one again need only
 * be told what has changed: a mailbox of 200,000 messages of which every other one is gone takes two megabytes, however many
 * have it open, and milliseconds to open. What sessions hold is found as long as they do; what none holds, as long as there
 * is room. Thread-safe.
 */
public final class SharedMailboxes {

    /** How many ask at once what happened: a gap in the feed wakes all sessions, and commands are not to wait behind them. */
    private static final int QUESTIONS = 64;

    private final long room;
    private final Semaphore questions = new Semaphore(QUESTIONS, true);
    private final Map<Place, Reference> all = new HashMap<>();
    private final ReferenceQueue<SharedMailbox> collected = new ReferenceQueue<>();
    /** Those that were selected last, the last at the end. */
    private final LinkedHashMap<Place, Kept> recent = new LinkedHashMap<>();

    private long octets;

    /** @param room octets for mailboxes that no session needs to have selected */
    public SharedMailboxes(long room) {
        this.room = room;
    }

    private record Place(AccountId account, MailboxName name) {}

    private record Kept(SharedMailbox mailbox, long octets) {}

    private static final class Reference extends WeakReference<SharedMailbox> {

        private final Place place;

        Reference(Place place, SharedMailbox mailbox, ReferenceQueue<SharedMailbox> collected) {
            super(mailbox, collected);
            this.place = place;
        }

        void forgetMessages() {
            var mailbox = get();
            if (mailbox != null) {
                mailbox.forgetMessages();
            }
        }
    }

    /** The mailbox that had that name; null if it is not known here. */
    synchronized @Nullable SharedMailbox find(AccountId account, MailboxName name) {
        var reference = all.get(new Place(account, name));
        return reference == null ? null : reference.get();
    }

    /**
     * A session has selected a mailbox.
     *
     * @param status when it was selected
     * @param uids of all messages there were then
     */
    synchronized SharedMailbox selected(AccountId account, MailboxName name, MailboxStatus status, UidSet uids) {
        forgetCollected();
        var place = new Place(account, name);
        var mailbox = find(account, name);
        if (mailbox == null || !mailbox.isOf(status.uidValidity())) {
            mailbox = new SharedMailbox(
                    status.uidValidity(), status.highestModseq(), uids, questions, grown -> grew(place, grown));
            all.put(place, new Reference(place, mailbox, collected));
        }
        keep(place, mailbox);
        return mailbox;
    }

    /** Nothing that was known of a mailbox is to be used again: it was found to be wrong. */
    synchronized void forget(AccountId account, MailboxName name) {
        var place = new Place(account, name);
        all.remove(place);
        drop(place);
    }

    /** The store may be another one: sessions go on with what they know, and who selects a mailbox asks for all of it. */
    public synchronized void forgetAll() {
        // What sessions hold they go on with, but for what may be asked anew at any time
        all.values().forEach(Reference::forgetMessages);
        all.clear();
        recent.clear();
        octets = 0;
    }

    private synchronized void grew(Place place, SharedMailbox mailbox) {
        var kept = recent.get(place);
        if (kept != null && kept.mailbox == mailbox) {
            keep(place, mailbox);
        } else {
            // There was no room for it any more, or another has taken its place
            mailbox.forgetMessages();
        }
    }

    private void keep(Place place, SharedMailbox mailbox) {
        drop(place);
        var kept = new Kept(mailbox, mailbox.octets());
        recent.put(place, kept);
        octets += kept.octets;
        while (octets > room) {
            var first = recent.firstEntry();
            drop(first.getKey());
            first.getValue().mailbox.forgetMessages();
        }
    }

    private void drop(Place place) {
        var dropped = recent.remove(place);
        octets -= dropped == null ? 0 : dropped.octets;
    }

    private void forgetCollected() {
        for (var gone = collected.poll(); gone != null; gone = collected.poll()) {
            if (gone instanceof Reference reference) {
                all.remove(reference.place, reference);
            }
        }
    }
}
