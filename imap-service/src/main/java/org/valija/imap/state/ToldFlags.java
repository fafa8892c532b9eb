package org.valija.imap.state;

import java.util.TreeMap;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;

/**
 * The flags that a client has been told although they changed after the state it knows as a whole: by its own STORE, say.
 * They need not be told again. One entry for each modification sequence, as a change of many messages has one.
 */
final class ToldFlags {

    private final TreeMap<Long, Told> byModseq = new TreeMap<>();

    /** UIDs told at one modification sequence; quick where they come in ascending order, right in any. */
    private static final class Told {
        private UidSet before = UidSet.empty();
        private UidSetBuilder ascending = new UidSetBuilder();
        private long last;

        void add(long uid) {
            if (uid < last) {
                before = before.union(ascending.build());
                ascending = new UidSetBuilder();
            }
            ascending.add(uid);
            last = uid;
        }

        UidSet all() {
            return before.union(ascending.build());
        }
    }

    void add(long modseq, long uid) {
        byModseq.computeIfAbsent(modseq, _ -> new Told()).add(uid);
    }

    /** The UIDs whose flags of that modification sequence are known. */
    UidSet at(long modseq) {
        var told = byModseq.get(modseq);
        return told == null ? UidSet.empty() : told.all();
    }

    /** What is known as a whole now needs no remembering. */
    void forgetUpTo(long modseq) {
        byModseq.headMap(modseq, true).clear();
    }
}
