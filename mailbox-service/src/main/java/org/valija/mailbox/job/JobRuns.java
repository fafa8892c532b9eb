package org.valija.mailbox.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.job.JobRun;

/** The runs of all jobs, in the database. */
@Component
final class JobRuns {

    private static final String COLUMNS =
            "id, job, trigger, state, requested_at, started_at, ended_at, attempt, done," + " total, message, replica";

    private final JdbcClient jdbc;
    private final JobProperties properties;

    JobRuns(JdbcClient jdbc, JobProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Makes a run that waits, or finds the one that waits already. */
    JobRun request(String job) {
        return jdbc.sql("""
                insert into job_run (job, trigger, state) values (:job, 'request', 'waiting')
                on conflict (job) where state = 'waiting' do update set job = excluded.job
                returning %s""".formatted(COLUMNS))
                .param("job", job)
                .query(JobRuns::read)
                .single();
    }

    /**
     * Begins a run, for the one replica that may: the one that a replica left behind when it died, else the one that
     * waits, else a new one.
     */
    JobRun begin(String job, String replica) {
        return jdbc.sql("""
                update job_run set state = 'running', started_at = now(), attempt = attempt + 1, done = 0, total = null,
                    message = '', replica = :replica
                where id = (select id from job_run where job = :job and state in ('running', 'waiting')
                            order by state = 'running' desc, id limit 1)
                returning %s""".formatted(COLUMNS))
                .param("job", job)
                .param("replica", replica)
                .query(JobRuns::read)
                .optional()
                .orElseGet(() -> beginNew(job, replica));
    }

    private JobRun beginNew(String job, String replica) {
        return jdbc.sql("""
                insert into job_run (job, trigger, state, started_at, attempt, replica)
                values (:job, 'schedule', 'running', now(), 1, :replica)
                returning %s""".formatted(COLUMNS))
                .param("job", job)
                .param("replica", replica)
                .query(JobRuns::read)
                .single();
    }

    /** Writes how far a run has come; whether it is still the caller's to run. */
    boolean report(JobRun run, long done, @Nullable Long total, String message) {
        return jdbc.sql("""
                update job_run set done = :done, total = :total, message = :message
                where id = :id and attempt = :attempt and state = 'running'""")
                        .param("done", done)
                        .param("total", total)
                        .param("message", message)
                        .param("id", run.id())
                        .param("attempt", run.attempt())
                        .update()
                == 1;
    }

    /** Ends a run, unless it is the caller's no more; and forgets runs of long ago. */
    void end(JobRun run, JobRun.State state, @Nullable String message) {
        jdbc.sql("""
                update job_run set state = :state, ended_at = now(), message = coalesce(:message, message)
                where id = :id and attempt = :attempt and state = 'running'""")
                .param("state", state.word())
                .param("message", message)
                .param("id", run.id())
                .param("attempt", run.attempt())
                .update();
        // Of the runs by schedule that found nothing to do, the latest tells enough
        jdbc.sql("""
                delete from job_run using (
                    select id, row_number() over (order by id desc) as n,
                        row_number() over (partition by trigger = 'schedule' and state = 'succeeded' and done = 0
                                           order by id desc) as idle_n,
                        trigger = 'schedule' and state = 'succeeded' and done = 0 as idle
                    from job_run where job = :job and ended_at is not null) as ended
                where job_run.id = ended.id and (ended.n > :history or (idle and idle_n > 1))""")
                .param("job", run.job())
                .param("history", properties.history())
                .update();
    }

    /** Whether a run has been asked for that has not begun. */
    boolean isWaiting(String job) {
        return jdbc.sql("select exists (select from job_run where job = ? and state = 'waiting')")
                .param(job)
                .query(Boolean.class)
                .single();
    }

    /** Latest first, with ids below {@code before}. */
    List<JobRun> list(String job, long before, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from job_run where job = :job and id < :before order by id desc limit :limit")
                .param("job", job)
                .param("before", before)
                .param("limit", limit)
                .query(JobRuns::read)
                .list();
    }

    Optional<JobRun> get(String job, long id) {
        return list(job, id == Long.MAX_VALUE ? id : id + 1, 1).stream()
                .filter(run -> run.id() == id)
                .findFirst();
    }

    /** Of each job the run that goes on or waits, and the one that ended last. */
    List<JobRun> latest() {
        return jdbc.sql("""
                (select distinct on (job) %1$s from job_run where ended_at is null order by job, state = 'running' desc)
                union all
                (select distinct on (job) %1$s from job_run where ended_at is not null order by job, ended_at desc)""".formatted(COLUMNS)).query(JobRuns::read).list();
    }

    private static JobRun read(ResultSet row, int number) throws SQLException {
        return new JobRun(
                row.getLong("id"),
                row.getString("job"),
                JobRun.Trigger.valueOf(row.getString("trigger").toUpperCase(Locale.ROOT)),
                JobRun.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("requested_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getInt("attempt"),
                row.getLong("done"),
                row.getObject("total", Long.class),
                row.getString("message"),
                row.getString("replica"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
