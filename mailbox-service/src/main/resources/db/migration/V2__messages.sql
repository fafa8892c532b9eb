-- Mailboxes, the messages in them, and their content.
--
-- What belongs to an account has account_id first in its primary key, so that tables can be partitioned or distributed
-- by account. What belongs to nobody (content) is keyed by its own hash.

create sequence mailbox_id;

-- UIDVALIDITY is 32 bits, and must be larger for a mailbox made later under the same name: RFC 9051, 2.3.1.1. Starting at
-- the time of the migration keeps it growing even where a database is made anew under the same clients.
create sequence uid_validity as bigint maxvalue 4294967295;
select setval('uid_validity', extract(epoch from now())::bigint);

create table mailbox (
    account_id       bigint      not null references account (id) on delete cascade,
    id               bigint      not null default nextval('mailbox_id'),
    -- all levels, separated by "/"; "INBOX" in capitals for the one whose case does not matter
    name             text        not null collate "C",
    special_use      text,
    uid_validity     bigint      not null default nextval('uid_validity'),
    -- the UID that the next message gets; one update of this row hands out UIDs and the modseq, and its lock makes commit
    -- order equal UID order
    uid_next         bigint      not null default 1,
    highest_modseq   bigint      not null default 1,
    -- UIDs from here on have been claimed by no session as recent
    recent_from      bigint      not null default 1,
    messages         bigint      not null default 0,
    unseen           bigint      not null default 0,
    deleted          bigint      not null default 0,
    size             bigint      not null default 0,
    -- all that any message has had, in the order of their first use
    keywords         text[]      not null default '{}',
    -- expunged UIDs are known only for changes above this modseq
    expunged_since   bigint      not null default 0,
    created_at       timestamptz not null default now(),
    primary key (account_id, id),
    unique (account_id, name),
    constraint uid_next_fits check (uid_next between 1 and 4294967296),
    constraint counters_not_negative check (messages >= 0 and unseen >= 0 and deleted >= 0 and size >= 0)
) with (fillfactor = 50); -- rewritten with every delivery: room on the page keeps the updates off the indexes

create unique index mailbox_special_use on mailbox (account_id, special_use) where special_use is not null;

create table subscription (
    account_id bigint not null references account (id) on delete cascade,
    name       text   not null collate "C",
    primary key (account_id, name)
);

-- Content, once for each distinct SHA-256, whoever received it. Up to the limit of the settings it stands in body; what is
-- larger is in chunks under the upload that brought it, written before the transaction that makes it visible.
create table content (
    hash               bytea       not null primary key,
    size               bigint      not null,
    -- all octets up to and including the first empty line
    header             bytea       not null,
    body               bytea,
    upload_id          uuid,
    unreferenced_since timestamptz,
    constraint body_or_chunks check ((body is null) <> (upload_id is null))
);
alter table content alter column header set storage external, alter column body set storage external;
create index content_unreferenced on content (unreferenced_since) where unreferenced_since is not null;
create unique index content_upload on content (upload_id) where upload_id is not null;

-- An upload that no content claims yet. One that broke off is removed at once, or later by the sweeper.
create table upload (
    id         uuid        not null primary key,
    started_at timestamptz not null default now()
);

-- All chunks but the last have the size that the settings had when they were written; chunk n starts at start_offset.
create table content_chunk (
    upload_id    uuid   not null,
    start_offset bigint not null,
    data         bytea  not null,
    primary key (upload_id, start_offset)
);
alter table content_chunk alter column data set storage external;

-- Never used again, whatever becomes of the message: RFC 1939, 7
create sequence message_unique_id cache 32;

create table message (
    account_id    bigint      not null,
    mailbox_id    bigint      not null,
    uid           bigint      not null,
    modseq        bigint      not null,
    -- kept when the message moves, new when it is copied
    unique_id     bigint      not null default nextval('message_unique_id'),
    -- the SHA-256 of the content; emailId is made from it
    content_hash  bytea       not null,
    size          bigint      not null,
    -- SystemFlag.bit
    flags         integer     not null default 0,
    keywords      text[]      not null default '{}',
    internal_date timestamptz not null,
    save_date     timestamptz not null,
    -- the day of the Date field as it is written there, whatever its time zone; and the moment that it means
    sent_day      date,
    sent_at       timestamptz,
    thread_id     text        not null,
    -- decoded, for search and sort; null if the header lacks the field. Addresses are "name <mailbox@host>", by commas
    subject       text,
    from_text     text,
    to_text       text,
    cc_text       text,
    bcc_text      text,
    -- CBOR of MessageEnvelope and BodyPart, made when the message was stored, and sent on as they are
    envelope      bytea       not null,
    structure     bytea       not null,
    primary key (account_id, mailbox_id, uid),
    foreign key (account_id, mailbox_id) references mailbox (account_id, id) on delete cascade,
    constraint uid_is_32_bits check (uid between 1 and 4294967295)
);
alter table message alter column content_hash set storage external;
alter table message alter column envelope set storage external, alter column structure set storage external;

create index message_modseq on message (account_id, mailbox_id, modseq);
create index message_content on message using hash (content_hash);

-- UIDs that are gone, so that a client that was away can be told: RFC 7162, 3.2.10
create table expunged (
    account_id  bigint      not null,
    mailbox_id  bigint      not null,
    uid         bigint      not null,
    modseq      bigint      not null,
    expunged_at timestamptz not null default now(),
    primary key (account_id, mailbox_id, uid),
    foreign key (account_id, mailbox_id) references mailbox (account_id, id) on delete cascade
);
create index expunged_modseq on expunged (account_id, mailbox_id, modseq);

-- The exclusive use of INBOX: RFC 1939, 4
create table maildrop_lease (
    account_id bigint      not null primary key references account (id) on delete cascade,
    lease      text        not null,
    expires_at timestamptz not null
);
