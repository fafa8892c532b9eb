-- A change of flags wrote, for each message, an entry into three indexes: one of them had the modification sequence, which
-- changes, and two had the flags in their conditions. Now the new version of a row stays on its page and no index hears of
-- it (HOT), unless \Seen or \Deleted changes; half of each page is left for that.
drop index message_flags_modseq;
drop index message_flags_unseen;
drop index message_flags_deleted;
alter table message_flags set (fillfactor = 50);
alter table message_flags
    add column unseen  boolean not null generated always as (flags & 1 = 0) stored,
    add column deleted boolean not null generated always as (flags & 8 <> 0) stored;
create index message_flags_unseen on message_flags (account_id, mailbox_id, uid) where unseen;
create index message_flags_deleted on message_flags (account_id, mailbox_id, uid) where deleted;
analyze message_flags;

-- What changed instead: a row for each change, whatever the number of its messages.
create table flags_change (
    account_id bigint         not null,
    mailbox_id bigint         not null,
    -- that the messages got, and have until they change again
    modseq     bigint         not null,
    -- of the messages, and some others between them if they are far apart
    uids       int8multirange not null,
    changed_at timestamptz    not null default now(),
    primary key (account_id, mailbox_id, modseq),
    foreign key (account_id, mailbox_id) references mailbox (account_id, id) on delete cascade
);
alter table mailbox add column changes_since bigint not null default 0;
comment on column mailbox.changes_since is 'changes of flags are in flags_change only above this modseq';
update mailbox set changes_since = highest_modseq where highest_modseq > 1;

-- In the database, so that no way to change flags can forget it, that of the version before included. A move is noted as well,
-- which does no harm.
create function note_flags_change() returns trigger language plpgsql as $$
begin
    insert into flags_change (account_id, mailbox_id, modseq, uids)
    select account_id, mailbox_id, modseq,
        case when (select count(*) from unnest(uids)) > 100 then int8multirange(range_merge(uids)) else uids end
    from (select account_id, mailbox_id, modseq, range_agg(int8range(uid, uid + 1)) as uids from changed
          group by account_id, mailbox_id, modseq) c
    on conflict (account_id, mailbox_id, modseq) do update set uids = flags_change.uids + excluded.uids;
    return null;
end $$;
create trigger note_flags_change after update on message_flags
    referencing new table as changed for each statement execute function note_flags_change();

-- Messages that are new or whose flags changed after a modification sequence. No message above the last one that did
-- neither can have arrived before it, so all of those belong here, and are found from the top.
create function changed_since(account bigint, mailbox bigint, since bigint) returns setof message_flags
language sql stable as $$
    select f.*
    from unnest((
            select case when since < m.changes_since then '{[1,)}'
                else int8multirange(int8range((
                        select coalesce(max(uid), 0) + 1 from message_flags
                        where account_id = account and mailbox_id = mailbox and modseq <= since), null))
                    + coalesce((
                        select range_agg(c.uids) from flags_change c
                        where c.account_id = account and c.mailbox_id = mailbox and c.modseq > since), '{}')
                end
            from mailbox m where m.account_id = account and m.id = mailbox)) as r (uids)
        -- offset 0: looked up range by range, and never joined to all messages
        cross join lateral (
            select * from message_flags
            where account_id = account and mailbox_id = mailbox and modseq > since
                and uid >= lower(r.uids) and uid < coalesce(upper(r.uids), 4294967296)
            offset 0) f
$$;

create or replace view message_now as
select account_id, mailbox_id, uid, f.modseq, f.flags, f.keywords,
    m.unique_id, m.content_hash, m.size, m.internal_date, m.save_date, m.sent_day, m.sent_at, m.thread_id, m.final_crlf,
    m.subject, m.from_text, m.to_text, m.cc_text, m.bcc_text, m.message_id, m.refs, m.base_subject, m.is_reply,
    m.sort_from, m.sort_to, m.sort_cc, m.display_from, m.display_to, m.envelope, m.structure, f.unseen, f.deleted
from message_flags f left join message m using (account_id, mailbox_id, uid);

-- Until PostgreSQL has looked at them, a minute later, it expects hardly a message in any mailbox of a new database, and where
-- it joins messages to their flags it compares each with each. That one mailbox has them all is the better guess.
select pg_restore_attribute_stats('schemaname', current_schema()::text, 'relname', "table", 'attname', "column",
    'inherited', false, 'version', 180000, 'null_frac', 0::real, 'avg_width', 8, 'n_distinct', 1::real)
from unnest(array['message', 'message_flags']) "table" cross join unnest(array['account_id', 'mailbox_id']) "column"
where not exists (select from message);
