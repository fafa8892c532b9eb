package org.valija.mailbox.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.job.JobRun;
import org.valija.mailbox.api.job.JobSummary;

/** What administrators see of the jobs, and ask of them. */
@Component
final class Jobs {

    private final JobRunner runner;
    private final JobRuns runs;
    private final SchedulerClient scheduler;

    Jobs(JobRunner runner, JobRuns runs, SchedulerClient scheduler) {
        this.runner = runner;
        this.runs = runs;
        this.scheduler = scheduler;
    }

    List<JobSummary> list() {
        var latest = runs.latest();
        return runner.jobs().stream().map(job -> summary(job, latest)).toList();
    }

    JobSummary get(String name) {
        return summary(runner.get(name), runs.latest());
    }

    private JobSummary summary(Job job, List<JobRun> latest) {
        var every = runner.every(job.name());
        var ofJob = latest.stream().filter(run -> run.job().equals(job.name())).toList();
        return new JobSummary(
                job.name(),
                job.description(),
                every.isZero() ? null : every,
                nextRun(job.name()).orElse(null),
                ofJob.stream().filter(run -> run.endedAt() == null).findFirst().orElse(null),
                ofJob.stream().filter(run -> run.endedAt() != null).findFirst().orElse(null));
    }

    private Optional<Instant> nextRun(String name) {
        return scheduler
                .getScheduledExecution(JobTask.id(name))
                .filter(scheduled -> !scheduled.isPicked())
                .map(scheduled -> scheduled.getExecutionTime())
                .filter(time -> time.isBefore(Schedule.NEVER));
    }

    /** Asks for a run as soon as may be. */
    JobRun request(String name) {
        var run = runs.request(runner.get(name).name());
        try {
            scheduler.reschedule(JobTask.id(name), Instant.now());
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException _) {
            // It runs, and looks when it has ended; or is about to be scheduled for the first time
        }
        return run;
    }

    List<JobRun> runs(String name, long before, int limit) {
        return runs.list(runner.get(name).name(), before, limit);
    }

    JobRun run(String name, long id) {
        return runs.get(runner.get(name).name(), id)
                .orElseThrow(() -> new MailboxException.NotFound("there is no run " + id + " of " + name));
    }
}
