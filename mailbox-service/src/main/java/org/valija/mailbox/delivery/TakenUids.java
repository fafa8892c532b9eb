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
     * Takes a UID for each of these and counts them, with one statement, which locks the mailboxes in the order of their
     * ids.
     */
    static TakenUids take(JdbcClient jdbc, List<Placement> placements) {
        var sums = Sums.of(placements, placement -> placement.mailbox().value());
        var taken = new TakenUids();
        jdbc.sql("""
                        with locked as (
                            select m.account_id, m.id, n.messages, n.octets
                            from unnest(?, ?, ?) as n (id, messages, octets)
                            join mailbox m on m.account_id = any(?) and m.id = n.id
                            order by m.id for no key update of m)
                        update mailbox m set uid_next = m.uid_next + l.messages, highest_modseq = m.highest_modseq + 1,
                            messages = m.messages + l.messages, unseen = m.unseen + l.messages, size = m.size + l.octets
                        from locked l where m.account_id = l.account_id and m.id = l.id
                        returning m.id, m.uid_next - l.messages - 1, m.highest_modseq""")
                .param(sums.ids())
                .param(sums.messages())
                .param(sums.octets())
                .param(placements.stream()
                        .map(placement -> placement.account().value())
                        .distinct()
                        .toArray(Long[]::new))
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
