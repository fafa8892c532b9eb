-- Requests that are done once, however often they come; accounts that are deleted and can come back.

-- Belongs to a caller, who need not be an account. Neither the key nor what was asked and answered can be read from it: the
-- key itself, which only the caller has, encrypts the answer.
create table idempotency_key (
    key_hash      bytea       not null primary key,
    -- names the one request that may answer
    claim         uuid        not null,
    -- a keyed hash of the request; null while its body is still coming
    fingerprint   bytea,
    -- then, if there is still no answer, another request may try
    claimed_until timestamptz not null,
    expires_at    timestamptz not null,
    -- null while there is none
    answer        bytea
);
alter table idempotency_key alter column answer set storage external;
create index idempotency_key_expires on idempotency_key (expires_at);

-- A deleted account can neither log in nor receive mail; it keeps its mail and its address until purge_at.
alter table account
    add column deleted_at timestamptz,
    add column purge_at   timestamptz,
    -- whether it was enabled when it was deleted
    add column enabled_before_deletion boolean;
create index account_purge on account (purge_at) where purge_at is not null;
