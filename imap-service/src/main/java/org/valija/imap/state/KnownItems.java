package org.valija.imap.state;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.FetchAttribute;
import org.valija.imap.respond.ItemTexts;
import org.valija.mailbox.api.UidSet;

/**
 * What clients were told of messages by one kind of FETCH, as far as it never changes: a UID never names another message, and
 * a message never changes but for its flags (RFC 9051, 2.3.1.1). Thread-safe.
 */
public final class KnownItems {

    /** Octets that an entry takes besides its text. */
    private static final long EACH = 100;

    private final ConcurrentHashMap<Long, ItemTexts> byUid = new ConcurrentHashMap<>();
    private final AtomicLong octets = new AtomicLong();
    private volatile boolean forgotten;

    /**
     * What was asked for.
     *
     * @param items all of them, also those that change
     * @param utf8 whether strings may hold UTF-8, which makes other text of some items
     */
    public record Kind(List<FetchAttribute> items, boolean utf8) {}

    /** Adds what was told of a message, unless all of this has been forgotten meanwhile. */
    public void add(long uid, ItemTexts texts) {
        if (!forgotten && byUid.put(uid, texts) == null) {
            octets.addAndGet(EACH + texts.octets());
        }
    }

    /** Null if nothing is known of that message. */
    public @Nullable ItemTexts get(long uid) {
        return byUid.get(uid);
    }

    public boolean hasAll(UidSet uids) {
        if (uids.size() > byUid.size()) {
            return false;
        }
        for (var each = uids.iterator(); each.hasNext(); ) {
            if (!byUid.containsKey(each.nextLong())) {
                return false;
            }
        }
        return true;
    }

    /** There is no room for it any more: who still reads it goes on, and nothing is added to it. */
    void forget() {
        forgotten = true;
    }

    long octets() {
        return octets.get();
    }
}
