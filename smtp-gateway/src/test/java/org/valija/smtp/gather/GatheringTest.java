package org.valija.smtp.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;

class GatheringTest {

    private static final int MOST = 10;

    /** The questions of each call. */
    private final ConcurrentLinkedQueue<List<Integer>> calls = new ConcurrentLinkedQueue<>();

    @Test
    void everybodyGetsTheAnswerToTheirOwnQuestion() throws Exception {
        try (var gathering = gathering(Integer.MAX_VALUE, this::doubled)) {
            assertThat(askAll(gathering, 500))
                    .isEqualTo(IntStream.range(0, 500).map(n -> 2 * n).boxed().toList());
        }
        assertThat(calls).allMatch(call -> call.size() <= MOST);
        assertThat(calls.stream().mapToInt(List::size).sum()).isEqualTo(500);
    }

    @Test
    void whatIsAskedDuringACallGoesTogether() throws Exception {
        var held = new Semaphore(0);
        var begun = new Semaphore(0);
        try (var gathering = gathering(Integer.MAX_VALUE, questions -> {
                    begun.release();
                    held.acquireUninterruptibly();
                    return doubled(questions);
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                int first = i;
                threads.submit(() -> gathering.ask(first));
                // Or else one call could take both
                begun.acquire();
            }
            var asked = new ArrayList<Thread>();
            for (int i = 0; i < 8; i++) {
                int next = 2 + i;
                asked.add(Thread.ofVirtual().start(() -> gathering.ask(next)));
            }
            // Each waits for its answer, so its question is where the next call finds it
            while (!asked.stream().allMatch(it -> it.getState() == Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
            // One of the two calls ends, so that one alone takes all that wait
            held.release();
            begun.acquire();
            held.release(2);
            for (var thread : asked) {
                thread.join();
            }
        }
        assertThat(calls).anyMatch(call -> call.size() == 8);
    }

    @Test
    void callTakesNoMoreOctetsThanItMay() throws Exception {
        try (var gathering = gathering(100, this::doubled)) {
            askAll(gathering, 100);
        }
        // Up to the question that reaches the limit
        assertThat(calls)
                .allMatch(call ->
                        call.stream().limit(call.size() - 1L).mapToInt(n -> n).sum() < 100);
    }

    @Test
    void oneThatIsRefusedDoesNotHarmTheOthers() throws Exception {
        try (var gathering = gathering(Integer.MAX_VALUE, questions -> {
            if (questions.contains(13)) {
                throw new MailboxException.Invalid(null, "thirteen");
            }
            return doubled(questions);
        })) {
            var answers = new ArrayList<Integer>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Integer> answer : threads.invokeAll(asking(gathering, 50))) {
                    if (answer.state() == Future.State.SUCCESS) {
                        answers.add(answer.resultNow());
                    } else {
                        assertThat(answer.exceptionNow()).isInstanceOf(MailboxException.Invalid.class);
                    }
                }
            }
            assertThat(answers).hasSize(49).doesNotContain(26);
        }
    }

    @Test
    void nothingIsAskedAgainWhereNobodyKnowsWhatWasDone() throws Exception {
        try (var gathering = gathering(Integer.MAX_VALUE, questions -> {
                    calls.add(questions);
                    throw new MailboxException.Unavailable("away");
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(asking(gathering, 50)))
                    .allMatch(answer -> answer.exceptionNow() instanceof MailboxException.Unavailable);
        }
        assertThat(calls.stream().mapToInt(List::size).sum()).isEqualTo(50);
    }

    @Test
    void afterTheEndEverybodyIsRefused() {
        var gathering = gathering(Integer.MAX_VALUE, this::doubled);
        gathering.close();
        assertThatThrownBy(() -> gathering.ask(1)).isInstanceOf(MailboxException.Unavailable.class);
    }

    private static Gathering<Integer, Integer> gathering(int octets, Function<List<Integer>, List<Integer>> call) {
        return new Gathering<>("test", MOST, octets, n -> n, call);
    }

    private List<Integer> doubled(List<Integer> questions) {
        calls.add(questions);
        return questions.stream().map(n -> 2 * n).toList();
    }

    private static List<Callable<Integer>> asking(Gathering<Integer, Integer> gathering, int count) {
        return IntStream.range(0, count)
                .<Callable<Integer>>mapToObj(n -> () -> gathering.ask(n))
                .toList();
    }

    private static List<Integer> askAll(Gathering<Integer, Integer> gathering, int count) throws Exception {
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asking(gathering, count))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
