-- What SEARCH, SORT, THREAD and PREVIEW need beyond V2.

-- "Folded" is what org.valija.mailbox.mime.Casemap makes of a text: how it is compared and sorted. From here on subject,
-- from_text, to_text, cc_text and bcc_text of a message are folded too; rows from before have refs null until the text
-- index comes to them.
alter table message
    -- RFC 5256, 3: its Message-ID, and those of References, else of In-Reply-To, the oldest first
    add column message_id   text,
    add column refs         text[],
    -- RFC 5256, 2.1: folded; and whether something that means "reply" or "forward" was taken off the subject
    add column base_subject text collate "C",
    add column is_reply     boolean not null default false,
    -- RFC 5256, 3: local part of the first address, folded
    add column sort_from    text collate "C",
    add column sort_to      text collate "C",
    add column sort_cc      text collate "C",
    -- RFC 5957: display name of the first address, else the address, folded
    add column display_from text collate "C",
    add column display_to   text collate "C";

-- Who has this content, of one account: search finds the messages of a hit with it, EMAILID goes by ranges of it, and the
-- sweeper asks whether there is anybody at all. A message to ten thousand costs one account one row.
drop index message_content;
create index message_content on message (content_hash, account_id);
create index message_thread on message (account_id, thread_id);

-- New mail is looked for more often than all mail: the first unseen, SEARCH UNSEEN, EXPUNGE.
create index message_unseen on message (account_id, mailbox_id, uid) where flags & 1 = 0;
create index message_deleted on message (account_id, mailbox_id, uid) where flags & 8 <> 0;

-- The text of content, decoded and folded, once for each hash whoever received it: it belongs to the content and goes
-- with it. A text longer than the settings allow is cut, and complete is false: what is not found may come later then.
create table content_text (
    hash     bytea      not null primary key references content (hash) on delete cascade,
    -- who has had it when it was indexed: searches of others never come here
    accounts bigint[]   not null,
    -- header fields of the message, one a line: "NAME: VALUE"; those of its MIME parts; what there is to read
    header   text       not null,
    parts    text       not null,
    body     text       not null,
    complete boolean    not null,
    -- RFC 8970, not folded
    preview  text       not null,
    -- numbers that stand for three letters each, of all the text here: a text can only be where all of its own are
    grams    smallint[] not null
) with (toast_tuple_target = 4080); -- a text that is not long stays in its row: whoever finds a hit looks at it next
alter table content_text alter column grams set storage external;
-- PostgreSQL's default guess is as good as what it would learn from a sample of very many numbers
alter table content_text alter column grams set statistics 0;
create index content_text_grams on content_text using gin (accounts, grams);
create index content_text_cut on content_text using gin (accounts) where not complete;

-- What is not yet indexed; searches read it from the content itself.
create table text_queue (
    account_id   bigint not null,
    content_hash bytea  not null,
    primary key (account_id, content_hash)
);
create index text_queue_content on text_queue (content_hash);
insert into text_queue (account_id, content_hash) select distinct account_id, content_hash from message;

-- In the database, so that no way to add a message can forget it, replicas of an earlier version included.
create function queue_text() returns trigger language plpgsql as $$
begin
    insert into text_queue (account_id, content_hash)
    select distinct m.account_id, m.content_hash from added m
    where not exists (select from content_text t where t.hash = m.content_hash and t.accounts @> array[m.account_id])
    on conflict do nothing;
    return null;
end $$;
create trigger queue_text after insert on message
    referencing new table as added for each statement execute function queue_text();
