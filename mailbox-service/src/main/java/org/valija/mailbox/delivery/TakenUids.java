package org.valija.mailbox.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.delivery.DeliveryPlan.Placement;

/** UIDs that were taken from mailboxes, to be handed out. */
final class TakenUids {

    private final Map<MailboxId, Next> next = new HashMap<>();

    /** What the next message in a mailbox gets. */
    record Next(long uid, long modseq) {}

    private TakenUids() {}

    /**
     * Takes a UID for each of these, and counts them in their mailboxes and in the usage of their accounts, with one
     * statement. It locks the mailboxes in the order of their ids; the accounts are locked already.
     */
    static TakenUids take(JdbcClient jdbc, List<Placement> placements) {
        var mailboxes = Sums.of(placements, placement -> placement.mailbox().value());
        var accounts = Sums.of(placements, placement -> placement.account().value());
        var taken = new TakenUids();
        jdbc.sql("""
                        with charged as (
                            update account a set used_bytes = a.used_bytes + n.octets,
                                used_messages = a.used_messages + n.messages
                            from unnest(?, ?, ?) as n (id, messages, octets) where a.id = n.id
                        ), locked as (
                            select m.account_id, m.id, n.messages, n.octets
                            from unnest(?, ?, ?) as n (id, messages, octets)
                            join mailbox m on m.account_id = any(?) and m.id = n.id
                            order by m.id for no key update of m)
                        update mailbox m set uid_next = m.uid_next + l.messages, highest_modseq = m.highest_modseq + 1,
                            messages = m.messages + l.messages, unseen = m.unseen + l.messages, size = m.size + l.octets
                        from locked l where m.account_id = l.account_id and m.id = l.id
                        returning m.id, m.uid_next - l.messages - 1, m.highest_modseq""")
                .param(accounts.ids())
                .param(accounts.messages())
                .param(accounts.octets())
                .param(mailboxes.ids())
                .param(mailboxes.messages())
                .param(mailboxes.octets())
                .param(accounts.ids())
                .query(row -> {
                    taken.next.put(new MailboxId(row.getLong(1)), new Next(row.getLong(2), row.getLong(3)));
                });
        return taken;
    }

    Next next(MailboxId mailbox) {
        var given = next.computeIfPresent(mailbox, (_, last) -> new Next(last.uid + 1, last.modseq));
        if (given == null) {
            throw new MailboxException.Unavailable("a mailbox went away");
        }
        return given;
    }
}
