-- How many mailboxes an account may have: RFC 9208, 5.4.

alter table domain
    -- of accounts that have none of their own; 0 for no limit; null where only the settings say it
    add column quota_mailboxes bigint,
    add constraint domain_quota_mailboxes_not_negative check (quota_mailboxes >= 0);

alter table account
    -- null where the default of the domain holds
    add column quota_mailboxes bigint,
    add constraint quota_mailboxes_not_negative check (quota_mailboxes >= 0);
