-- The flags of messages in a narrow table of their own. In message each change wrote the whole row anew, envelope and
-- structure included, and an entry in every one of its indexes.
create table message_flags (
    account_id bigint  not null,
    mailbox_id bigint  not null,
    uid        bigint  not null,
    modseq     bigint  not null,
    -- SystemFlag.bit
    flags      integer not null,
    keywords   text[]  not null,
    -- No foreign key: rows come and go with those of message, by the triggers below
    primary key (account_id, mailbox_id, uid)
);
insert into message_flags (account_id, mailbox_id, uid, modseq, flags, keywords)
select account_id, mailbox_id, uid, modseq, flags, keywords from message order by account_id, mailbox_id, uid;

create index message_flags_modseq on message_flags (account_id, mailbox_id, modseq);
-- New mail is looked for more often than all mail: the first unseen, SEARCH UNSEEN, EXPUNGE.
create index message_flags_unseen on message_flags (account_id, mailbox_id, uid) where flags & 1 = 0;
create index message_flags_deleted on message_flags (account_id, mailbox_id, uid) where flags & 8 <> 0;
analyze message_flags;

drop index message_modseq;
drop index message_unseen;
drop index message_deleted;
comment on column message.modseq is 'of its arrival; message_flags has that of its last change';
comment on column message.flags is 'of its arrival; message_flags has those of now';
comment on column message.keywords is 'of its arrival; message_flags has those of now';

-- In the database, so that no way to add or remove a message can forget its flags.
create function add_flags() returns trigger language plpgsql as $$
begin
    insert into message_flags (account_id, mailbox_id, uid, modseq, flags, keywords)
    select account_id, mailbox_id, uid, modseq, flags, keywords from added;
    return null;
end $$;
create trigger add_flags after insert on message
    referencing new table as added for each statement execute function add_flags();

create function remove_flags() returns trigger language plpgsql as $$
begin
    delete from message_flags f using gone g
    where f.account_id = g.account_id and f.mailbox_id = g.mailbox_id and f.uid = g.uid;
    return null;
end $$;
create trigger remove_flags after delete on message
    referencing old table as gone for each statement execute function remove_flags();

-- Messages as they are now. An outer join, so that whoever asks for flags alone never reads the rest.
create view message_now as
select account_id, mailbox_id, uid, f.modseq, f.flags, f.keywords,
    m.unique_id, m.content_hash, m.size, m.internal_date, m.save_date, m.sent_day, m.sent_at, m.thread_id, m.final_crlf,
    m.subject, m.from_text, m.to_text, m.cc_text, m.bcc_text, m.message_id, m.refs, m.base_subject, m.is_reply,
    m.sort_from, m.sort_to, m.sort_cc, m.display_from, m.display_to, m.envelope, m.structure
from message_flags f left join message m using (account_id, mailbox_id, uid);

-- RFC 8474, 4: a message joins the conversation of whichever of its ancestors the account has.
create index message_message_id on message (account_id, message_id) where message_id is not null;
