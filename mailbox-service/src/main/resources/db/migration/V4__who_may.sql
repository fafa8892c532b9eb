-- Who may do what: secrets that the replicas share, and what callers are known by.

-- Made at random by whichever replica needs one first, and never changed.
create table shared_secret (
    name   text  not null collate "C" primary key,
    secret bytea not null
);
