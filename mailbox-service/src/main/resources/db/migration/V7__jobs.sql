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

-- Content that has lost a reference: to be looked at by the sweeper, which removes it if it was the last one
create table content_candidate (
    id    bigint      not null generated always as identity primary key,
    hash  bytea       not null,
    since timestamptz not null default now()
);
create index content_candidate_since on content_candidate (since);
create index content_candidate_hash on content_candidate (hash);
insert into content_candidate (hash, since)
    select hash, unreferenced_since from content where unreferenced_since is not null;

-- Whoever deletes messages, one by one or with their mailbox or account, nobody can forget this
create function note_lost_references() returns trigger language plpgsql as $$
begin
    insert into content_candidate (hash) select distinct content_hash from gone;
    return null;
end
$$;
create trigger message_gone after delete on message referencing old table as gone
    for each statement execute function note_lost_references();

-- How many days messages stay in Trash and Junk: 0 for ever; null as the domain says, or the settings
alter table domain
    add column trash_days integer constraint trash_days_not_negative check (trash_days >= 0),
    add column junk_days  integer constraint junk_days_not_negative check (junk_days >= 0);
alter table account
    add column trash_days integer constraint trash_days_not_negative check (trash_days >= 0),
    add column junk_days  integer constraint junk_days_not_negative check (junk_days >= 0);
