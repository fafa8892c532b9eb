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
        private UidSet settled = UidSet.empty();
        private UidSetBuilder ascending = new UidSetBuilder();
        private long last;

        void add(long uid) {
            if (uid < last) {
                settle();
            }
            ascending.add(uid);
            last = uid;
        }

        boolean contains(long uid) {
            if (uid <= last) {
                settle();
            }
            return settled.contains(uid);
        }

        private void settle() {
            settled = settled.union(ascending.build());
            ascending = new UidSetBuilder();
            last = 0;
        }
    }

    void add(long modseq, long uid) {
        byModseq.computeIfAbsent(modseq, _ -> new Told()).add(uid);
    }

    /** Whether the flags that a message has since that modification sequence have been told. */
    boolean contains(long modseq, long uid) {
        var told = byModseq.get(modseq);
        return told != null && told.contains(uid);
    }

    /** What is known as a whole now needs no remembering. */
    void forgetUpTo(long modseq) {
        byModseq.headMap(modseq, true).clear();
    }
}
