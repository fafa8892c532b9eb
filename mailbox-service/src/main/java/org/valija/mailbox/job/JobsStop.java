package org.valija.mailbox.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Stops the jobs before anything else stops: none begins any more, and those that run end at their next checkpoint. */
@Component
final class JobsStop implements SmartLifecycle {

    private final Scheduler scheduler;
    private final JobRunner runner;
    private volatile boolean running;

    JobsStop(Scheduler scheduler, JobRunner runner) {
        this.scheduler = scheduler;
        this.runner = runner;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        scheduler.pause();
        runner.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The largest is stopped first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
