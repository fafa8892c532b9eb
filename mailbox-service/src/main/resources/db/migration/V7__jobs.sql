-- Runs of jobs, whatever replica runs them, so that each can tell how far they have come.
create table job_run (
    id           bigint      not null generated always as identity primary key,
    job          text        not null collate "C",
    -- JobRun.Trigger and JobRun.State, as they stand in the contract
    trigger      text        not null,
    state        text        not null,
    requested_at timestamptz not null default now(),
    started_at   timestamptz,
    ended_at     timestamptz,
    -- how often it has begun. Who runs it knows the number: with another one there, the run has been given to somebody else
    attempt      integer     not null default 0,
    done         bigint      not null default 0,
    total        bigint,
    message      text        not null default '',
    replica      text
);
create index job_run_job on job_run (job, id desc);
-- A request that finds another one waiting is answered with that
create unique index job_run_waiting on job_run (job) where state = 'waiting';

-- Jobs are instances of one task now
delete from scheduled_tasks where task_name in ('sweep-content', 'forget-expunged', 'event-partitions');
