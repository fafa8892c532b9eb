package org.valija.mailbox.job;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** A job of some steps, each done when the test says so. One object can be the job of several replicas. */
final class StepJob implements Job {

    static final String NAME = "steps";

    private final int steps;
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile boolean failing;

    StepJob(int steps) {
        this.steps = steps;
    }

    /** Gives a server this job. */
    Consumer<SpringApplicationBuilder> inServer() {
        return application -> application.initializers(
                context -> ((GenericApplicationContext) context).registerBean(StepJob.class, () -> this));
    }

    void allow(int more) {
        allowed.release(more);
    }

    void fail(boolean failing) {
        this.failing = failing;
    }

    /** How many runs there were at a time, at most. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Takes steps";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Progress progress) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            progress.total(steps);
            progress.message("stepping");
            for (int i = 0; i < steps; i++) {
                while (!allowed.tryAcquire()) {
                    progress.checkpoint();
                    Thread.onSpinWait();
                }
                if (failing) {
                    throw new IllegalStateException("a step that fails");
                }
                progress.done(1);
            }
        } finally {
            atOnce.decrementAndGet();
        }
    }
}
