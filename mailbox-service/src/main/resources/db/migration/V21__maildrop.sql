-- POP3 opens a maildrop with UID, size and unique id of every message in INBOX. The primary key now has them beside the UID,
-- so that these are read from 60 octets a message in place of a row of a kilobyte, and in order.
create unique index message_maildrop on message (account_id, mailbox_id, uid)
    include (size, final_crlf, unique_id, internal_date);
alter table message drop constraint message_pkey;
alter table message add constraint message_pkey primary key using index message_maildrop;
