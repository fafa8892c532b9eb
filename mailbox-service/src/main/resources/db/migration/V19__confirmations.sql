-- What became of a message for a recipient here, where its sender wants to hear of success (RFC 3461): 'delivered' into a
-- mailbox, or 'expanded' to all whom an alias names; null for a recipient elsewhere. Its state is delivered from the beginning,
-- so that nothing sends it; it waits, until it is settled, for a gateway that writes the notice.
alter table outbound_recipient add column confirmation text;

create index outbound_recipient_confirmation on outbound_recipient (due_at)
    where confirmation is not null and settled_at is null;
