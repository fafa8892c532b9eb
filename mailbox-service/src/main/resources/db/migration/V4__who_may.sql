-- Who may do what: secrets that the replicas share, and what callers are known by.

-- Made at random by whichever replica needs one first, and never changed.
create table shared_secret (
    name   text  not null collate "C" primary key,
    secret bytea not null
);

-- A password of one program. It is random, so a plain digest of it tells nothing; the SCRAM verifier is under the salt and
-- iterations that the account's own password had then, as a challenge can name one salt only.
create table app_password (
    account_id         bigint      not null references account (id) on delete cascade,
    id                 bigint      not null generated always as identity,
    label              text        not null,
    scopes             text[]      not null,
    digest             bytea       not null,
    iterations         integer     not null,
    salt               bytea       not null,
    stored_key         bytea       not null,
    server_key         bytea       not null,
    created_at         timestamptz not null default now(),
    expires_at         timestamptz,
    -- written now and then, for many at once
    last_used_at       timestamptz,
    last_used_protocol text,
    last_used_address  text,
    primary key (account_id, id)
);
create unique index app_password_digest on app_password (account_id, digest);

-- Over which protocols the account's own password is not accepted; no row for none.
create table login_policy (
    account_id             bigint not null primary key references account (id) on delete cascade,
    app_passwords_only_for text[] not null
);

-- What administrators are known by. A key is random, so a plain digest of it tells nothing.
create table api_key (
    id                bigint      not null generated always as identity primary key,
    label             text        not null,
    digest            bytea       not null unique,
    role              text        not null,
    -- null for everything
    domain            text        collate "C" references domain (name) on delete cascade,
    created_at        timestamptz not null default now(),
    expires_at        timestamptz not null,
    -- written once a minute at most
    last_used_at      timestamptz,
    last_used_address text
);
create index api_key_domain on api_key (domain);

-- What administrators did, written by the transaction that did it; and what they were refused.
create table audit_record (
    id             bigint      not null generated always as identity primary key,
    time           timestamptz not null,
    actor          text        not null,
    client_address text        not null,
    method         text        not null,
    resource       text        not null collate "C",
    domain         text        collate "C",
    -- the HTTP status; null if it was done
    refused        integer,
    changes        jsonb       not null
);
create index audit_record_time on audit_record (time);
create index audit_record_actor on audit_record (actor, id);
create index audit_record_resource on audit_record (resource, id);
create index audit_record_domain on audit_record (domain, id);

-- Failed logins, counted by all replicas together: of an address as seen from one network, and of a network as a whole. What a
-- crash of the database forgets would have been forgotten within the hour.
create unlogged table login_failure (
    key      text        not null collate "C" primary key,
    failures integer     not null,
    last_at  timestamptz not null
);
create index login_failure_last_at on login_failure (last_at);

-- Who is connected, as the processes of protocol services report it every few seconds. A crash of the database forgets it, and
-- they report all of it again.
create unlogged table live_node (
    node    text        not null collate "C" primary key,
    seen_at timestamptz not null
);
create unlogged table live_session (
    account_id     bigint      not null references account (id) on delete cascade,
    id             text        not null collate "C",
    node           text        not null collate "C" references live_node (node) on delete cascade,
    protocol       text        not null,
    client_address text        not null,
    since          timestamptz not null,
    disconnect     boolean     not null default false,
    primary key (account_id, id)
);
create unique index live_session_id on live_session (id);
create index live_session_node on live_session (node, disconnect);
