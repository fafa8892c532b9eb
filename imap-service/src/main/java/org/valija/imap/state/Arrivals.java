package org.valija.imap.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;

/**
 * Deliveries to one mailbox that the event feed has told of. Where nothing else happened, they are all that a client has to be
 * told, and nobody need be asked. Messages delivered together have one modification sequence, and that all of them have been
 * heard of is certain only when there is a later one. For one thread at a time.
 */
final class Arrivals {

    /** A session that does not look for so long asks. */
    private static final int MOST = 64;

    private final List<Arrival> heard = new ArrayList<>(0);
    private boolean unclear;

    private record Arrival(long modseq, long uid) {}

    /**
     * All that happened.
     *
     * @param uids of what came in up to and with a modification sequence
     * @param modseq that one
     * @param next UIDs of what came in with the one after it, perhaps not all of them
     */
    public record Arrived(UidSet uids, long modseq, UidSet next) {}

    void add(long modseq, long uid) {
        // Transactions are told in the order in which they began, which need not be that of their changes
        if (heard.size() == MOST
                || !heard.isEmpty() && (modseq < heard.getLast().modseq || uid <= heard.getLast().uid)) {
            unclear = true;
        } else {
            heard.add(new Arrival(modseq, uid));
        }
    }

    /** Something else happened, or may have. */
    void unclear() {
        unclear = true;
    }

    void clear() {
        heard.clear();
        unclear = false;
    }

    /**
     * What happened between two modification sequences; heard of once, but for what came in last.
     *
     * @param known the first one, up to which everything is known
     * @param news the last one that was heard of
     * @return null if that was not deliveries alone, or not all was heard of
     */
    @Nullable
    Arrived take(long known, long news) {
        var arrived = unclear ? null : between(known, news);
        if (arrived == null) {
            clear();
        } else {
            heard.removeIf(arrival -> arrival.modseq < news);
        }
        return arrived;
    }

    private @Nullable Arrived between(long known, long news) {
        var uids = new UidSetBuilder();
        var last = new UidSetBuilder();
        long modseq = known;
        for (var arrival : heard) {
            if (arrival.modseq > known) {
                if (arrival.modseq > modseq + 1) {
                    return null;
                }
                modseq = arrival.modseq;
                (modseq == news ? last : uids).add(arrival.uid);
            }
        }
        return modseq == news ? new Arrived(uids.build(), news - 1, last.build()) : null;
    }
}
