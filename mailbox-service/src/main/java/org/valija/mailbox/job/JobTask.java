package org.valija.mailbox.job;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All jobs as the scheduler knows them: instances of one task, one for each job, its id the name of the job. */
@Component
final class JobTask extends AbstractTask<Void> implements OnStartup {

    private static final Logger LOG = LoggerFactory.getLogger(JobTask.class);
    private static final String NAME = "job";
    /** After the first start of all, so that it is not busy with what has nothing to do yet. */
    private static final Duration FIRST = Duration.ofMinutes(1);
    /** When another replica is given a job that is not one of ours: one of a newer version has it. */
    private static final Duration UNKNOWN = Duration.ofMinutes(1);

    private final JobRunner runner;

    JobTask(JobRunner runner) {
        super(
                NAME,
                Void.class,
                // Only where the run itself could not be written down: the database is away
                new FailureHandler.OnFailureRetryLater<>(Duration.ofMinutes(1)),
                new DeadExecutionHandler.ReviveDeadExecution<>());
        this.runner = runner;
    }

    static TaskInstanceId id(String job) {
        return TaskInstanceId.of(NAME, job);
    }

    @Override
    public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        var job = instance.getId();
        if (!runner.knows(job)) {
            LOG.debug("There is no job {} in this version", job);
            return (complete, operations) ->
                    operations.reschedule(complete, complete.getTimeDone().plus(UNKNOWN));
        }
        var delay = runner.run(job);
        return (complete, operations) -> {
            operations.reschedule(complete, next(complete.getTimeDone(), delay));
            // Asked for while it ran: until the line above nobody could say so to the scheduler
            if (runner.isWaiting(job)) {
                context.getSchedulerClient().reschedule(id(job), complete.getTimeDone());
            }
        };
    }

    private static Instant next(Instant from, Duration delay) {
        return delay.isZero() ? Schedule.NEVER : from.plus(delay);
    }

    @Override
    public void onStartup(SchedulerClient client, Clock clock) {
        var now = clock.now();
        for (var job : runner.names()) {
            var every = runner.every(job);
            var first = next(now, every.compareTo(FIRST) < 0 ? every : FIRST);
            if (client.scheduleIfNotExists(instance(job), first)) {
                continue;
            }
            // The settings may ask for it sooner than the ones before, or no more at all
            client.getScheduledExecution(id(job))
                    .filter(known -> !known.isPicked())
                    .filter(known -> every.isZero() || known.getExecutionTime().isAfter(now.plus(every)))
                    .ifPresent(_ -> client.reschedule(id(job), next(now, every)));
        }
    }

    @Override
    public SchedulableInstance<Void> schedulableInstance(String job) {
        return SchedulableInstance.of(instance(job), now -> now);
    }

    @Override
    public SchedulableInstance<Void> schedulableInstance(String job, Void data) {
        return schedulableInstance(job);
    }
}
