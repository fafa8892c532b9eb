package org.valija.imap.state;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** What sessions learned of the messages of one mailbox, so that others need not ask again. Thread-safe. */
final class Memory {

    /** Kinds of FETCH that are remembered of one mailbox: clients use few, the same ones again and again. */
    private static final int KINDS = 4;

    private @Nullable KnownFlags flags;
    /** Those that were used last, the last at the end. */
    private final LinkedHashMap<KnownItems.Kind, KnownItems> items = new LinkedHashMap<>(8, 0.75f, true);

    synchronized @Nullable KnownFlags flags() {
        return flags;
    }

    /** The flags as of a later modification sequence than those known, or the first ones. */
    synchronized void learn(KnownFlags later) {
        if (flags == null || later.modseq() > flags.modseq()) {
            flags = later;
        }
    }

    /** What is known by one kind of FETCH, to be added to. */
    synchronized KnownItems items(KnownItems.Kind kind) {
        var known = items.computeIfAbsent(kind, _ -> new KnownItems());
        if (items.size() > KINDS) {
            items.pollFirstEntry().getValue().forget();
        }
        return known;
    }

    synchronized void forget() {
        flags = null;
        items.values().forEach(KnownItems::forget);
        items.clear();
    }

    synchronized long octets() {
        return (flags == null ? 0 : flags.octets())
                + items.values().stream().mapToLong(KnownItems::octets).sum();
    }
}
