package org.valija.imap.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsRun;

/**
 * The flags of all messages of a mailbox as of a modification sequence: whoever asks for them later need only be told what
 * has changed since, as RFC 7162, 1 has it for clients. Twelve octets a message; never changes.
 */
public final class KnownFlags {

    private static final long BASE = 500;
    private static final long EACH_RANGE = 12;
    private static final long EACH_MESSAGE = 8 + 4;

    private final long modseq;
    private final UidSet uids;
    /** Of the last change of each message, in the order of the UIDs. */
    private final long[] modseqs;
    /** Of each message, by its position among {@link #distinct}. */
    private final int[] flags;

    private final List<Flags> distinct;

    private KnownFlags(long modseq, UidSet uids, long[] modseqs, int[] flags, List<Flags> distinct) {
        this.modseq = modseq;
        this.uids = uids;
        this.modseqs = modseqs;
        this.flags = flags;
        this.distinct = distinct;
    }

    /** Gathers the flags of messages that come in the order of their UIDs. */
    public static final class Builder {

        private final UidSetBuilder uids = new UidSetBuilder();
        private final Map<Flags, Integer> numbers = new HashMap<>();
        private final List<Flags> distinct = new ArrayList<>();
        private long[] modseqs = new long[64];
        private int[] flags = new int[64];
        private int size;

        public void add(FlagsRun run) {
            int number = number(run.flags());
            var each = run.uids().iterator();
            for (long modseq : run.modseqs()) {
                add(each.nextLong(), modseq, number);
            }
        }

        private int number(Flags of) {
            return numbers.computeIfAbsent(of, _ -> {
                distinct.add(of);
                return distinct.size() - 1;
            });
        }

        private void add(long uid, long modseq, int number) {
            if (size == flags.length) {
                modseqs = Arrays.copyOf(modseqs, 2 * size);
                flags = Arrays.copyOf(flags, 2 * size);
            }
            uids.add(uid);
            modseqs[size] = modseq;
            flags[size++] = number;
        }

        /**
         * @param modseq of which all changes are among what was added, and maybe later ones
         */
        public KnownFlags build(long modseq) {
            return new KnownFlags(
                    modseq,
                    uids.build(),
                    Arrays.copyOf(modseqs, size),
                    Arrays.copyOf(flags, size),
                    List.copyOf(distinct));
        }
    }

    /** Takes the flags of a message. */
    @FunctionalInterface
    public interface Each<E extends Exception> {

        /** @param modseq of the last change of the message */
        void accept(long uid, long modseq, Flags flags) throws E;
    }

    /** All changes up to here are known. */
    long modseq() {
        return modseq;
    }

    long octets() {
        return BASE + EACH_RANGE * uids.ranges() + EACH_MESSAGE * flags.length;
    }

    /** Tells the flags of messages that are there, in the order of their UIDs, and how many those are. */
    public <E extends Exception> int forEach(UidSet named, Each<E> each) throws E {
        var found = named.intersect(uids);
        for (int range = 0; range < found.ranges(); range++) {
            int at = uids.indexOf(found.first(range));
            for (long uid = found.first(range); uid <= found.last(range); uid++, at++) {
                each.accept(uid, modseqs[at], distinct.get(flags[at]));
            }
        }
        return found.size();
    }

    /**
     * The flags after what happened since.
     *
     * @param since the answer to what happened since {@link #modseq}
     * @return null if that answer does not tell all
     */
    @Nullable
    KnownFlags after(MailboxState since) {
        if (!since.vanishedComplete() || since.highestModseq() < modseq) {
            return null;
        }
        if (since.changed().isEmpty() && since.vanished().isEmpty()) {
            return since.highestModseq() == modseq
                    ? this
                    : new KnownFlags(since.highestModseq(), uids, modseqs, flags, distinct);
        }
        var merged = new Builder();
        var changed = since.changed();
        int next = 0;
        var kept = uids.minus(since.vanished()).iterator();
        long old = kept.hasNext() ? kept.nextLong() : Long.MAX_VALUE;
        while (old != Long.MAX_VALUE || next < changed.size()) {
            long uid = next < changed.size() ? changed.get(next).uid().value() : Long.MAX_VALUE;
            if (uid <= old) {
                var message = changed.get(next++);
                merged.add(uid, message.modseq(), merged.number(message.flags()));
            } else {
                int at = uids.indexOf(old);
                merged.add(old, modseqs[at], merged.number(distinct.get(flags[at])));
            }
            if (old <= uid) {
                old = kept.hasNext() ? kept.nextLong() : Long.MAX_VALUE;
            }
        }
        return merged.build(since.highestModseq());
    }
}
