-- How maildrops behave (RFC 1939, RFC 2449): those of a domain, and one account's where it differs. Null where nothing is
-- said: then the domain's holds, or the settings.
create table domain_maildrop_policy (
    domain              text    not null collate "C" primary key references domain (name) on update cascade on delete cascade,
    -- what becomes of a message that DELE named: MaildropPolicy.Deletion
    deletion            text,
    -- whether RETR makes a message a read one
    mark_read           boolean,
    -- how many days a message is in the maildrop; 0 for ever
    newer_than_days     integer,
    -- seconds between two openings; 0 for none
    login_delay_seconds integer,
    constraint domain_maildrop_policy_is_positive check (newer_than_days >= 0 and login_delay_seconds >= 0)
);

create table account_maildrop_policy (
    account_id          bigint  not null primary key references account (id) on delete cascade,
    deletion            text,
    mark_read           boolean,
    newer_than_days     integer,
    login_delay_seconds integer,
    constraint account_maildrop_policy_is_positive check (newer_than_days >= 0 and login_delay_seconds >= 0)
);

-- When a maildrop was opened, where there is a delay between two openings
create table maildrop_opening (
    account_id bigint      not null primary key references account (id) on delete cascade,
    opened_at  timestamptz not null
);

-- Whether the content ends with CRLF. POP3 adds it where it does not, and counts it
alter table message add column final_crlf boolean not null default true;

update message m set final_crlf = false
from content c
where c.hash = m.content_hash and c.size > 0 and '\x0d0a'::bytea <> case
    when c.upload_id is not null then (
        select substring(string_agg(t.data, ''::bytea order by t.start_offset)
                from greatest(1, sum(length(t.data))::integer - 1))
        from (select start_offset, data from content_chunk k where k.upload_id = c.upload_id
              order by start_offset desc limit 2) t)
    when length(c.body) >= 2 then substring(c.body from length(c.body) - 1)
    else substring(c.header || c.body from greatest(1, length(c.header || c.body) - 1))
end;
