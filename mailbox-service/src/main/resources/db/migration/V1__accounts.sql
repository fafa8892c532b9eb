-- Domains, accounts, aliases; the keys that tokens are signed with; the event log; jobs.

create table domain (
    -- lower case, A-labels
    name       text        not null collate "C" primary key,
    enabled    boolean     not null default true,
    created_at timestamptz not null default now()
);

create table account (
    id               bigint      not null generated always as identity primary key,
    -- normalised: how an address is looked up. No alias may have the same one
    address          text        not null collate "C" unique,
    -- as it was written when the account was made
    display_address  text        not null,
    domain           text        not null collate "C" references domain (name),
    enabled          boolean     not null default true,
    -- octets; 0 for no limit
    quota_bytes      bigint      not null default 0,
    used_bytes       bigint      not null default 0,
    used_messages    bigint      not null default 0,
    -- the SCRAM-SHA-256 verifier, RFC 5802, 3: the password itself is kept nowhere
    iterations       integer     not null,
    salt             bytea       not null,
    stored_key       bytea       not null,
    server_key       bytea       not null,
    -- counts the passwords that the account has had: a token of an earlier one cannot be renewed
    password_version integer     not null default 1,
    created_at       timestamptz not null default now(),
    constraint usage_not_negative check (used_bytes >= 0 and used_messages >= 0 and quota_bytes >= 0)
) with (fillfactor = 50); -- its usage changes with every delivery: room on the page keeps the updates off the indexes
create index account_domain on account (domain, address);

create table alias (
    address    text        not null collate "C" primary key,
    domain     text        not null collate "C" references domain (name),
    created_at timestamptz not null default now()
);
create index alias_domain on alias (domain, address);

create table alias_target (
    alias    text    not null collate "C" references alias (address) on delete cascade,
    target   text    not null collate "C",
    -- the order in which the targets were given
    position integer not null,
    primary key (alias, target)
);

-- What user tokens are signed with, by every replica alike. The newest signs; older ones still verify.
create table token_key (
    id         integer     not null generated always as identity primary key,
    secret     bytea       not null,
    created_at timestamptz not null default now()
);

-- What happened, written by the transaction that made it happen. Sequence numbers become visible out of order where
-- transactions overlap, so readers go by (transaction, seq), and only below the oldest transaction still running.
create table event (
    transaction xid8        not null default pg_current_xact_id(),
    seq         bigint      not null generated always as identity,
    time        timestamptz not null default now(),
    type        text        not null,
    account_id  bigint,
    domain      text,
    data        jsonb       not null
) partition by range (time);
create index event_position on event (transaction, seq);

-- One partition a day is made in good time; this one takes events should that ever fail, so that no delivery does.
create table event_default partition of event default;

-- The last position that is gone, dropped with its day; resuming before it would leave events out.
create table event_floor (
    transaction xid8   not null,
    seq         bigint not null
);
insert into event_floor (transaction, seq) values ('0', 0);

-- Jobs that run on any one replica; the columns are those of db-scheduler.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time);
