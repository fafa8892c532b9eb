package org.valija.mailbox.job;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.job.JobRun;

/** Writes the progress of one run to the database, now and then; used by the one thread that runs it. */
final class RunProgress implements Progress {

    private final JobRuns runs;
    private final JobRun run;
    private final Duration every;
    private final BooleanSupplier stopping;
    private long done;
    private @Nullable Long total;
    private String message = "";
    private long written = System.nanoTime();

    RunProgress(JobRuns runs, JobRun run, Duration every, BooleanSupplier stopping) {
        this.runs = runs;
        this.run = run;
        this.every = every;
        this.stopping = stopping;
    }

    @Override
    public void total(long total) {
        this.total = total;
        checkpoint();
    }

    @Override
    public void done(long more) {
        done += more;
        checkpoint();
    }

    @Override
    public void message(String message) {
        this.message = message;
        checkpoint();
    }

    @Override
    public void checkpoint() {
        if (stopping.getAsBoolean()) {
            throw new JobStopped("the service stops");
        }
        if (System.nanoTime() - written >= every.toNanos()) {
            write();
        }
    }

    /** Writes what is not written yet. */
    void write() {
        if (!runs.report(run, done, total, message)) {
            throw new JobStopped("the run has been given to another replica");
        }
        written = System.nanoTime();
    }
}
