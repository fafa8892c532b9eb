-- What the SMTP gateways share: how much each account has sent, and who has tried before.

-- One row for each hour in which an account sent something; what is older than a day counts no more and is swept away.
create table submission (
    account_id bigint      not null references account (id) on delete cascade,
    hour       timestamptz not null,
    messages   integer     not null,
    recipients integer     not null,
    primary key (account_id, hour)
) with (fillfactor = 50); -- the row of this hour changes with each message

-- Who was told to come again, RFC 6647: the SHA-256 of network, reverse-path and recipient, so that no address is kept.
create table greylist (
    hash       bytea       not null primary key,
    first_seen timestamptz not null,
    last_seen  timestamptz not null,
    -- it came again, late enough
    passed     boolean     not null default false
);
create index greylist_last_seen on greylist (last_seen);
