package org.valija.imap.state;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.KnownUids;
import org.valija.mailbox.api.mailbox.MailboxState;

/**
 * What the sessions of this process that have one mailbox selected share: which messages it has, and the answer to what
 * happened since. Thread-safe.
 */
final class SharedMailbox {

    /** Octets of an instance, a short answer included. */
    private static final long BASE = 2_000;

    private static final long EACH_RANGE = 12;
    /** An answer with more changes than that is shared only by those who wait for it. */
    private static final int SHORT = 16;

    private final long uidValidity;
    private final Semaphore questions;
    private final AtomicReference<@Nullable Question> asked = new AtomicReference<>();
    private final Memory memory = new Memory();
    private final Consumer<SharedMailbox> grown;
    private volatile Numbering latest;

    /** All messages there were at a modification sequence, but for some that are gone since. */
    private record Numbering(long modseq, UidSet uids) {}

    /**
     * @param questions held by those who ask what happened, of this mailbox and others
     * @param grown told when this takes more memory than before
     */
    SharedMailbox(long uidValidity, long modseq, UidSet uids, Semaphore questions, Consumer<SharedMailbox> grown) {
        this.grown = grown;
        this.uidValidity = uidValidity;
        this.questions = questions;
        this.latest = new Numbering(modseq, uids);
    }

    /** A state of the mailbox that a new session can begin with. */
    record Known(KnownUids version, UidSet uids) {}

    Known known() {
        var numbering = latest;
        var uids = numbering.uids;
        return new Known(new KnownUids(uidValidity, numbering.modseq, uids.max()), uids);
    }

    boolean isOf(long otherUidValidity) {
        return uidValidity == otherUidValidity;
    }

    /** Octets of heap, about. */
    long octets() {
        return BASE + EACH_RANGE * latest.uids.ranges() + memory.octets();
    }

    /** Forgets what sessions learned of its messages. */
    void forgetMessages() {
        memory.forget();
    }

    /**
     * The flags of all messages as they are now.
     *
     * @param ask what happened since a modification sequence, of the mailbox service
     * @return null if they were not known before, or what happened since can't be told
     */
    @Nullable
    KnownFlags flags(LongFunction<MailboxState> ask) {
        var known = memory.flags();
        if (known == null) {
            return null;
        }
        var now = known.after(ask.apply(known.modseq()));
        if (now == null) {
            memory.forget();
        } else {
            learn(now);
        }
        return now;
    }

    void learn(KnownFlags flags) {
        memory.learn(flags);
        grown.accept(this);
    }

    /** What is known by one kind of FETCH, to be added to; {@link #learned} is called after that. */
    KnownItems items(KnownItems.Kind kind) {
        return memory.items(kind);
    }

    void learned() {
        grown.accept(this);
    }

    /**
     * All messages there were at a modification sequence, as a session knows it.
     *
     * @return an equal set, the same for all sessions that know that state
     */
    synchronized UidSet share(long modseq, UidSet uids) {
        var shared = latest.uids.equals(uids) ? latest.uids : uids;
        if (modseq > latest.modseq) {
            latest = new Numbering(modseq, shared);
        }
        return shared;
    }

    /** One call of the mailbox service, from its beginning on. */
    private static final class Question {

        private final long since;
        private final long begun = System.nanoTime();
        /** Null if it failed: whoever waited for it then asks for themselves. */
        private final CompletableFuture<@Nullable MailboxState> answer = new CompletableFuture<>();

        private Question(long since) {
            this.since = since;
        }

        /** Null if the answer does not tell all that a session has heard of. */
        @Nullable
        MailboxState answerFor(long known, Watch.News news) {
            // Who heard of it before the question was asked finds it in the answer
            boolean later = begun - news.heard() > 0;
            if (since != known || (!later && news.modseq() == Watch.UNKNOWN)) {
                return null;
            }
            var state = answer.join();
            return state != null && (later || state.highestModseq() >= news.modseq()) ? state : null;
        }
    }

    /**
     * What happened since a modification sequence; sessions that want to know the same ask once.
     *
     * @param known up to which the session knows everything
     * @param news what it has heard of
     * @param ask calls the mailbox service
     */
    MailboxState since(long known, Watch.News news, Supplier<MailboxState> ask) {
        while (true) {
            var current = asked.get();
            var shared = current == null ? null : current.answerFor(known, news);
            if (shared != null) {
                return shared;
            }
            var question = new Question(known);
            if (asked.compareAndSet(current, question)) {
                return answer(question, ask);
            }
        }
    }

    private MailboxState answer(Question question, Supplier<MailboxState> ask) {
        MailboxState state = null;
        questions.acquireUninterruptibly();
        try {
            state = ask.get();
            return state;
        } finally {
            questions.release();
            question.answer.complete(state);
            if (state == null
                    || state.changed().size() > SHORT
                    || state.vanished().ranges() > SHORT) {
                asked.compareAndSet(question, null);
            }
        }
    }
}
