package org.valija.mailbox.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.MDC;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.TraceParent;

/**
 * Forms groups of what is to be committed: while one transaction runs, the next work gathers, so that under load many
 * share the cost of a commit, and a single one never waits for others to come.
 */
public final class Groups<W extends Groups.Work<?>> implements AutoCloseable {

    /**
     * How long the next group waits for the end of the one before it. Two at once have fewer members each, and wait for one
     * another where they have an account in common; but nobody's lock is to hold up all others.
     */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final String name;
    private final Limits limits;
    private final Consumer<List<W>> writer;
    /** What was added together stays together. */
    private final BlockingQueue<List<W>> waiting = new LinkedBlockingQueue<>();

    private final Semaphore writers;
    private final Thread thread;

    /** What one request wants to be committed; who brings it waits for the outcome. */
    public interface Work<A> {

        /** Octets that wait in memory. */
        long inMemory();

        /** Of the request. */
        String trace();

        /** Completed after the commit, or when it failed. */
        CompletableFuture<A> outcome();
    }

    /**
     * How large a group becomes, unless more was added together.
     *
     * @param most how much work
     * @param octets in memory
     */
    public record Limits(int most, long octets) {}

    /**
     * Starts to form groups.
     *
     * @param name of the threads
     * @param writers how many groups are written at a time, where they take long; at least 1
     * @param writer completes the outcome of each
     */
    public Groups(String name, int writers, Limits limits, Consumer<List<W>> writer) {
        this.name = name;
        this.limits = limits;
        this.writer = writer;
        this.writers = new Semaphore(writers);
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Lets work wait for its turn, all of it in one group and in its order; {@link #await} tells what became of each. */
    public void add(List<W> work) {
        if (!work.isEmpty()) {
            waiting.add(work);
        }
    }

    /** How much waits for the transaction before its own. */
    public int waiting() {
        return waiting.stream().mapToInt(List::size).sum();
    }

    /**
     * Returns when work that has been added is committed.
     *
     * @throws MailboxException if it failed: {@link MailboxException.Unavailable} if it may be tried again
     */
    public static <A> A await(Work<A> work) {
        try {
            return work.outcome().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof MailboxException refusal ? refusal : unavailable(e);
        }
    }

    /** Tells all of a group that nothing of it is committed, and that it may be tried again. */
    public static void fail(List<? extends Work<?>> group, RuntimeException cause) {
        var refusal = cause instanceof MailboxException.Unavailable ? cause : unavailable(cause);
        group.forEach(work -> work.outcome().completeExceptionally(refusal));
    }

    private static MailboxException.Unavailable unavailable(Throwable cause) {
        return new MailboxException.Unavailable("not stored, try again later", cause);
    }

    private void run() {
        try {
            while (true) {
                writers.acquire();
                var group = gather();
                Thread.ofVirtual().name(name).start(() -> write(group)).join(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<W> gather() throws InterruptedException {
        var group = new ArrayList<>(waiting.take());
        long octets = octets(group);
        for (var next = waiting.peek(); next != null; next = waiting.peek()) {
            octets += octets(next);
            if (group.size() + next.size() > limits.most() || octets > limits.octets()) {
                break;
            }
            group.addAll(next);
            waiting.remove();
        }
        return group;
    }

    private static long octets(List<? extends Work<?>> work) {
        return work.stream().mapToLong(Work::inMemory).sum();
    }

    private void write(List<W> group) {
        try (var _ = MDC.putCloseable(TraceParent.TRACE_ID, trace(group))) {
            writer.accept(group);
        } finally {
            writers.release();
        }
    }

    /** The trace that a group works for: that of its first, and how many others. */
    private static String trace(List<? extends Work<?>> group) {
        var first = group.getFirst().trace();
        return group.size() == 1 ? first : first + "+" + (group.size() - 1);
    }

    /** Requests have ended when this is called; whatever still waits has nobody to answer to. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
