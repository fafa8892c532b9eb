-- Messages for other servers, which wait to be sent. A message is one row, and each of its recipients another one, so that
-- each can be handed out, tried again and answered for alone.

create table outbound_message (
    id           bigint      not null generated always as identity primary key,
    -- the SHA-256 of the content
    content_hash bytea       not null,
    size         bigint      not null,
    -- empty for the null one
    reverse_path text        not null,
    trace_id     text        not null,
    queued_at    timestamptz not null default now()
);
alter table outbound_message alter column content_hash set storage external;
create index outbound_message_content on outbound_message using hash (content_hash);

create table outbound_recipient (
    message_id   bigint not null references outbound_message (id) on delete cascade,
    -- normalised, so that one address is sent to once
    recipient    text   not null collate "C",
    -- as RCPT names it: the local part as it was written, the domain as A-labels
    address      text   not null collate "C",
    -- the domain of the address, which tells the server to send to
    destination  text   not null collate "C",
    -- the domain of ours that it is sent for
    domain       text   not null collate "C",
    -- the address here whose alias forwards to this one; null if none does
    delivered_to text   collate "C",
    state        text   not null default 'queued',
    primary key (message_id, recipient)
);
create index outbound_recipient_domain on outbound_recipient (domain, message_id);
create index outbound_recipient_recipient on outbound_recipient (recipient, message_id);
create index outbound_recipient_destination on outbound_recipient (state, destination, message_id);

-- Content that a message refers to: one in a mailbox, or one that waits to be sent
create view content_reference as
    select content_hash from message union all select content_hash from outbound_message;

create trigger outbound_message_gone after delete on outbound_message referencing old table as gone
    for each statement execute function note_lost_references();
