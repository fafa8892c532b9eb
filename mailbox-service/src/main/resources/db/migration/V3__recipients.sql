-- How addresses are resolved: names of domains for each other, sub-addresses, catch-all; quotas by messages, with defaults
-- per domain; aliases with targets elsewhere.

alter table domain
    -- this domain is another name of that one, which is none itself; then it has aliases, but no accounts
    add column alias_of         text    collate "C" references domain (name),
    -- normalised: who gets mail for addresses that nobody has
    add column catch_all        text    collate "C",
    add column catch_all_display text,
    -- whether user+detail reaches user, and what stands between them: RFC 5233
    add column subaddressing    boolean not null default true,
    add column separator        text    not null default '+',
    -- of accounts that have none of their own; 0 for no limit
    add column quota_bytes      bigint  not null default 0,
    add column quota_messages   bigint  not null default 0,
    add constraint domain_names_another check (alias_of <> name),
    add constraint domain_separator_is_one_character check (length(separator) = 1),
    add constraint domain_quota_not_negative check (quota_bytes >= 0 and quota_messages >= 0);
create index domain_alias_of on domain (alias_of) where alias_of is not null;

alter table account
    -- null where the default of the domain holds
    alter column quota_bytes drop not null,
    alter column quota_bytes drop default,
    add column quota_messages bigint,
    -- whether mail for user+detail goes to the mailbox of that name
    add column detail_mailboxes boolean not null default true,
    add constraint quota_messages_not_negative check (quota_messages >= 0);

-- as they were written; null where they were written before this column was, in the normalised form
alter table alias add column display_address text;
alter table alias_target add column display text;

-- who may send as an alias: from an account back to what leads to it
create index alias_target_target on alias_target (target);
