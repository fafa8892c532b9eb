-- Addresses of others that an administrator lets an account send as, besides its own and its aliases.

create table granted_sender (
    account_id bigint           not null references account (id) on delete cascade,
    address    text collate "C" not null,
    display    text             not null,
    primary key (account_id, address)
);
