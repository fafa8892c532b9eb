package org.valija.smtp.gather;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.MDC;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.TraceParent;

/**
 * Gathers what many threads ask: while one call is under way the next questions wait, and then go together, so that under
 * load many share the cost of a call, and a single one never waits for others to come. Thread-safe.
 *
 * @param <Q> question
 * @param <A> answer
 */
final class Gathering<Q, A> implements AutoCloseable {

    /** How many calls are under way at a time: one is answered while the next one is made ready. */
    private static final int CALLS = 2;

    private final int most;
    private final long mostOctets;
    private final ToLongFunction<Q> octets;
    private final Function<List<Q>, List<A>> call;
    private final BlockingQueue<Waiting<Q, A>> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /**
     * @param name of the threads
     * @param most questions of one call
     * @param mostOctets of one call, give or take a question
     * @param octets of a question
     * @param call gives one answer for each question, in their order
     */
    Gathering(String name, int most, long mostOctets, ToLongFunction<Q> octets, Function<List<Q>, List<A>> call) {
        this.most = most;
        this.mostOctets = mostOctets;
        this.octets = octets;
        this.call = call;
        for (int i = 0; i < CALLS; i++) {
            threads.add(Thread.ofVirtual().name(name + "-" + i).start(this::run));
        }
    }

    /** @param trace that the question belongs to */
    private record Waiting<Q, A>(Q question, String trace, CompletableFuture<A> answer) {}

    /**
     * Asks, and waits for the answer.
     *
     * @throws MailboxException if there is none
     */
    A ask(Q question) {
        var asked = new Waiting<Q, A>(question, TraceParent.traceId(), new CompletableFuture<>());
        waiting.add(asked);
        if (closed) {
            refuseAll();
        }
        try {
            return asked.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof MailboxException refusal
                    ? refusal
                    : new MailboxException.Unavailable("mailbox-service can't be asked", e);
        }
    }

    private void run() {
        try {
            while (!closed) {
                answer(gather());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Waiting<Q, A>> gather() throws InterruptedException {
        var group = new ArrayList<Waiting<Q, A>>();
        long sum = 0;
        for (var next = waiting.take(); next != null; next = waiting.poll()) {
            group.add(next);
            sum += octets.applyAsLong(next.question);
            if (group.size() == most || sum >= mostOctets) {
                break;
            }
        }
        return group;
    }

    /** Answers a group. If it is refused as a whole, each of its questions is asked alone. */
    private void answer(List<Waiting<Q, A>> group) {
        try (var _ = MDC.putCloseable(TraceParent.TRACE_ID, group.getFirst().trace)) {
            var answers = call.apply(group.stream().map(Waiting::question).toList());
            if (answers.size() != group.size()) {
                throw new MailboxException.Unavailable("mailbox-service left out an answer");
            }
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).answer.complete(answers.get(i));
            }
        } catch (MailboxException.Unavailable e) {
            // Nobody knows what has been done, so nothing may be asked again here
            group.forEach(asked -> asked.answer.completeExceptionally(e));
        } catch (MailboxException e) {
            if (group.size() == 1) {
                group.getFirst().answer.completeExceptionally(e);
            } else {
                group.forEach(asked -> answer(List.of(asked)));
            }
        } catch (RuntimeException e) {
            group.forEach(asked -> asked.answer.completeExceptionally(e));
        }
    }

    private void refuseAll() {
        for (var asked = waiting.poll(); asked != null; asked = waiting.poll()) {
            asked.answer.completeExceptionally(new MailboxException.Unavailable("the service stops"));
        }
    }

    /** Sessions have ended when this is called; whoever still asks is refused. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        refuseAll();
    }
}
