package org.valija.mailbox.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.TraceParent;
import org.valija.mailbox.api.job.JobRun;

/** Runs jobs, and writes down what becomes of each run. */
@Component
final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    /** Of a run that has to begin again. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Map<String, Job> jobs = new TreeMap<>();
    private final JobRuns runs;
    private final JobProperties properties;
    private final Replica replica;
    private final MeterRegistry metrics;
    private volatile boolean stopped;

    JobRunner(List<Job> jobs, JobRuns runs, JobProperties properties, Replica replica, MeterRegistry metrics) {
        for (var job : jobs) {
            if (this.jobs.put(job.name(), job) != null) {
                throw new IllegalArgumentException("two jobs are named " + job.name());
            }
        }
        properties.every().keySet().stream()
                .filter(name -> !knows(name))
                .findAny()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("mailbox.jobs.every." + name + ": there is no job of that name");
                });
        this.runs = runs;
        this.properties = properties;
        this.replica = replica;
        this.metrics = metrics;
    }

    Collection<String> names() {
        return jobs.keySet();
    }

    Collection<Job> jobs() {
        return jobs.values();
    }

    boolean knows(String name) {
        return jobs.containsKey(name);
    }

    /** Time from the end of a run to the next; 0 if it runs only on request. */
    Duration every(String name) {
        var own = properties.every().get(name);
        return own == null ? get(name).every() : own;
    }

    /** @throws MailboxException.NotFound if there is no such job */
    Job get(String name) {
        var job = jobs.get(name);
        if (job == null) {
            throw new MailboxException.NotFound("there is no job " + name);
        }
        return job;
    }

    boolean isWaiting(String name) {
        return runs.isWaiting(name);
    }

    /**
     * Runs a job until it has ended or is stopped.
     *
     * @return when it is due again, from now on; 0 for not at all
     */
    Duration run(String name) {
        try (var _ = MDC.putCloseable(TraceParent.TRACE_ID, TraceParent.newTraceId());
                var _ = MDC.putCloseable("job", name)) {
            return runTraced(name);
        }
    }

    private Duration runTraced(String name) {
        var begun = Timer.start(metrics);
        var every = every(name);
        var run = runs.begin(name, replica.name());
        var progress = new RunProgress(runs, run, properties.report(), () -> stopped);
        try {
            get(name).run(progress);
            progress.write();
            runs.end(run, JobRun.State.SUCCEEDED, null);
            measure(begun, name, JobRun.State.SUCCEEDED.word());
            return every;
        } catch (JobStopped e) {
            LOG.info("Run {} of {} is stopped, to be begun again: {}", run.id(), name, e.getMessage());
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.warn("Run {} of {} has failed", run.id(), name, e);
                measure(begun, name, JobRun.State.FAILED.word());
                runs.end(run, JobRun.State.FAILED, "failed: " + e.getClass().getSimpleName() + "; the log tells more");
                return every.isZero() || every.compareTo(properties.retry()) < 0 ? every : properties.retry();
            }
            LOG.info("Run {} of {} is broken off, to be begun again: {}", run.id(), name, e.toString());
        }
        measure(begun, name, "stopped");
        return AT_ONCE;
    }

    private void measure(Timer.Sample begun, String name, String outcome) {
        begun.stop(Timer.builder("valija.job.runs")
                .description("Runs of jobs, and how long they took")
                .tag("job", name)
                .tag("outcome", outcome)
                .register(metrics));
    }

    /** From now on, runs end at their next checkpoint. */
    void stop() {
        stopped = true;
    }
}
