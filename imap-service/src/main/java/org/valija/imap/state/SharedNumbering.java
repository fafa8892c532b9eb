package org.valija.imap.state;

import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

/**
 * The numbering of each mailbox that is selected, kept once for all sessions that agree on it: a mailbox of 200,000 messages
 * of which every other one is gone takes two megabytes, however many have it open. Thread-safe.
 */
public final class SharedNumbering {

    /** Smaller ones are not worth the search. */
    private static final int MANY_RANGES = 64;

    private final ConcurrentHashMap<MailboxId, WeakReference<UidSet>> latest = new ConcurrentHashMap<>();

    /** @return an equal set, the same for all that ask with an equal one */
    UidSet share(MailboxId mailbox, UidSet uids) {
        if (uids.ranges() < MANY_RANGES) {
            return uids;
        }
        latest.values().removeIf(reference -> reference.get() == null);
        var shared = latest.compute(mailbox, (_, reference) -> {
            var known = reference == null ? null : reference.get();
            return known != null && known.equals(uids) ? reference : new WeakReference<>(uids);
        });
        var known = shared.get();
        return known == null ? uids : known;
    }
}
