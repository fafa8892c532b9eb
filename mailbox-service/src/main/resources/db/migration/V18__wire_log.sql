-- Until when protocol services log what an account's clients and they say to each other; null for not at all.
alter table account add column wire_log_until timestamptz;
