package org.valija.mailbox.delivery;

import java.util.List;
import org.valija.mailbox.delivery.DeliveryPlan.Placement;
import org.valija.mailbox.transaction.RoundTrip;

/** What mailboxes and accounts count. */
final class Counters {

    private Counters() {}

    /** Counts messages in their mailboxes, and in the usage of their accounts. All of these are locked already. */
    static void add(List<Placement> placements, RoundTrip statements) {
        var mailboxes =
                Sums.of(placements, placement -> placement.target().mailbox().value());
        var accounts = Sums.of(placements, placement -> placement.account().value());
        statements.update(
                """
                with charged as (
                    update account a set used_bytes = a.used_bytes + n.octets,
                        used_messages = a.used_messages + n.messages
                    from unnest(?, ?, ?) as n (id, messages, octets) where a.id = n.id)
                update mailbox m set uid_next = m.uid_next + n.messages, highest_modseq = m.highest_modseq + 1,
                    messages = m.messages + n.messages, unseen = m.unseen + n.messages, size = m.size + n.octets
                from unnest(?, ?, ?) as n (id, messages, octets)
                where m.account_id = any(?) and m.id = n.id""",
                accounts.ids(),
                accounts.messages(),
                accounts.octets(),
                mailboxes.ids(),
                mailboxes.messages(),
                mailboxes.octets(),
                accounts.ids());
    }
}
