package org.valija.mailbox.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.delivery.DeliveryPlan.Placement;
import org.valija.mailbox.mailbox.Usage;

/** The numbers of many INBOXes and their accounts at once, changed with one statement for each table. */
@Component
final class Inboxes {

    private final JdbcClient jdbc;

    Inboxes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How much an account holds, and what is planned for it. */
    static final class Room {

        private final AccountId account;
        private final MailboxId inbox;
        private final String address;
        private final long quotaBytes;
        private final long quotaMessages;
        private long usedBytes;
        private long usedMessages;

        Room(
                AccountId account,
                MailboxId inbox,
                String address,
                long quotaBytes,
                long usedBytes,
                long quotaMessages,
                long usedMessages) {
            this.account = account;
            this.inbox = inbox;
            this.address = address;
            this.quotaBytes = quotaBytes;
            this.usedBytes = usedBytes;
            this.quotaMessages = quotaMessages;
            this.usedMessages = usedMessages;
        }

        AccountId account() {
            return account;
        }

        MailboxId inbox() {
            return inbox;
        }

        String address() {
            return address;
        }

        long quotaBytes() {
            return quotaBytes;
        }

        long usedBytes() {
            return usedBytes;
        }

        /** Whether there is room for one more message. */
        boolean fits(long octets) {
            return (quotaBytes == 0 || usedBytes + octets <= quotaBytes)
                    && (quotaMessages == 0 || usedMessages < quotaMessages);
        }

        void use(long octets) {
            usedBytes += octets;
            usedMessages++;
        }
    }

    /** The UIDs that were taken, to be handed out. */
    static final class TakenUids {

        private final Map<MailboxId, Next> next = new HashMap<>();

        record Next(long uid, long modseq) {}

        Next next(MailboxId inbox) {
            var taken = next.computeIfPresent(inbox, (_, last) -> new Next(last.uid + 1, last.modseq));
            if (taken == null) {
                throw new MailboxException.Unavailable("an INBOX went away");
            }
            return taken;
        }
    }

    /** Locks accounts in the order of their ids; those that have been deleted are left out. */
    Map<AccountId, Room> lock(Stream<AccountId> accounts) {
        var ids = accounts.map(AccountId::value).distinct().toArray(Long[]::new);
        var rooms = new HashMap<AccountId, Room>();
        if (ids.length > 0) {
            jdbc.sql("select a.id, m.id, a.display_address, " + Usage.QUOTA_BYTES + ", a.used_bytes, "
                            + Usage.QUOTA_MESSAGES + """
                                    , a.used_messages
                                    from account a join domain d on d.name = a.domain
                                    join mailbox m on m.account_id = a.id and m.name = 'INBOX'
                                    where a.id = any(?) order by a.id for no key update of a""")
                    .param(ids)
                    .query(row -> {
                        var account = new AccountId(row.getLong(1));
                        var inbox = new MailboxId(row.getLong(2));
                        rooms.put(
                                account,
                                new Room(
                                        account,
                                        inbox,
                                        row.getString(3),
                                        row.getLong(4),
                                        row.getLong(5),
                                        row.getLong(6),
                                        row.getLong(7)));
                    });
        }
        return rooms;
    }

    /** Takes a UID for each of these and counts them, with the INBOXes locked in the order of their ids. */
    TakenUids take(List<Placement> placements) {
        var sums = sums(placements, Placement::inbox, MailboxId::value);
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
                    taken.next.put(new MailboxId(row.getLong(1)), new TakenUids.Next(row.getLong(2), row.getLong(3)));
                });
        return taken;
    }

    /** Adds these to the usage of their accounts, which are locked. */
    void charge(List<Placement> placements) {
        var sums = sums(placements, Placement::account, AccountId::value);
        jdbc.sql("""
                update account a set used_bytes = a.used_bytes + n.octets,
                    used_messages = a.used_messages + n.messages
                from unnest(?, ?, ?) as n (id, messages, octets) where a.id = n.id""")
                .param(sums.ids())
                .param(sums.messages())
                .param(sums.octets())
                .update();
    }

    /** Columns of one row for each id, ascending. */
    private record Sums(Long[] ids, Long[] messages, Long[] octets) {}

    private static <K> Sums sums(List<Placement> placements, Function<Placement, K> key, Function<K, Long> id) {
        var byId = placements.stream()
                .collect(Collectors.groupingBy(
                        placement -> id.apply(key.apply(placement)), TreeMap::new, Collectors.toList()));
        return new Sums(
                byId.keySet().toArray(Long[]::new),
                byId.values().stream().map(group -> (long) group.size()).toArray(Long[]::new),
                byId.values().stream()
                        .map(group -> group.stream()
                                .mapToLong(placement ->
                                        placement.delivery().content().size())
                                .sum())
                        .toArray(Long[]::new));
    }
}
