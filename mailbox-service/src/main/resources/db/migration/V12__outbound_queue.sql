-- The queue of messages for other servers: handed out to gateways under leases, tried again by a schedule, and kept account
-- of. Keys that sign what is sent, and servers that take it for others.

alter table outbound_message
    -- who submitted it; null for what was forwarded, and for notices
    add column account_id  bigint references account (id) on delete set null,
    -- DeliveryOptions: what octets it has, and what its sender asked for
    add column body        text    not null default 'SEVEN_BIT',
    add column utf8        boolean not null default false,
    add column require_tls boolean not null default false,
    add column return_full boolean,
    add column envelope_id text;
create index outbound_message_account on outbound_message (account_id) where account_id is not null;
create index outbound_message_reverse_path on outbound_message (lower(reverse_path), id);
create index outbound_message_queued_at on outbound_message (queued_at);

-- A server that takes mail for others: for all that is from one domain of ours, or to one elsewhere, or for what an
-- administrator sends there
create table outbound_route (
    id               bigint  not null generated always as identity primary key,
    -- whether it is taken by the domains; if not, only where an administrator says so
    automatic        boolean not null,
    -- null for any
    sender_domain    text    collate "C",
    recipient_domain text    collate "C",
    host             text    not null,
    port             integer not null,
    tls              text    not null,
    auth_user        text,
    -- encrypted
    auth_password    bytea
);
create unique index outbound_route_domains on outbound_route (sender_domain, recipient_domain) nulls not distinct
    where automatic;

-- Destinations that are not as all others
create table outbound_destination (
    name      text        not null collate "C" primary key,
    paused_at timestamptz not null,
    reason    text        not null
);

alter table outbound_recipient
    -- RecipientOptions: what the sender wants to hear
    add column notices            text[]      not null default '{}',
    add column original_recipient text,
    -- not before this moment; while it is leased, the end of the lease, after which it goes to another gateway
    add column due_at             timestamptz not null default now(),
    add column attempts           integer     not null default 0,
    add column lease_id           uuid,
    add column leased_by          text,
    -- whether its sender was told of the delay
    add column delay_told         boolean     not null default false,
    -- why an administrator gave it up, to be told to its sender
    add column give_up            text,
    -- where an administrator sends it; null for where it goes by itself
    add column route_id           bigint      references outbound_route (id) on delete set null,
    -- when it came to an end
    add column settled_at         timestamptz;

-- Destinations in turn, and of each what is due first
create index outbound_recipient_due on outbound_recipient (destination, due_at)
    where state in ('queued', 'leased', 'deferred');
-- When to look again
create index outbound_recipient_next on outbound_recipient (due_at) where state in ('queued', 'leased', 'deferred');
-- The oldest message that waits
create index outbound_recipient_oldest on outbound_recipient (message_id) where state in ('queued', 'leased', 'deferred');
create index outbound_recipient_given_up on outbound_recipient (due_at)
    where give_up is not null and state in ('queued', 'leased', 'deferred');
create index outbound_recipient_lease on outbound_recipient (lease_id) where lease_id is not null;
create index outbound_recipient_settled on outbound_recipient (settled_at) where settled_at is not null;
create index outbound_recipient_route on outbound_recipient (route_id) where route_id is not null;

-- What gateways tried
create table outbound_attempt (
    message_id   bigint      not null,
    recipient    text        not null collate "C",
    -- counted from 1
    number       integer     not null,
    at           timestamptz not null,
    result       text        not null,
    gateway      text        not null,
    host         text,
    host_address text,
    tls          text,
    status       text,
    reply        text        not null,
    primary key (message_id, recipient, number),
    foreign key (message_id, recipient) references outbound_recipient (message_id, recipient) on delete cascade
);

-- The keys that sign what users of a domain send: RFC 6376
create table dkim_key (
    domain      text        not null collate "C" references domain (name) on delete cascade,
    selector    text        not null collate "C",
    algorithm   text        not null,
    state       text        not null,
    -- as in the DNS: RFC 6376, 3.6.1
    public_key  bytea       not null,
    -- PKCS #8, encrypted
    private_key bytea       not null,
    created_at  timestamptz not null,
    active_at   timestamptz,
    retired_at  timestamptz,
    primary key (domain, selector)
);
-- What signs, one of each kind
create unique index dkim_key_active on dkim_key (domain, algorithm) where state = 'active';
