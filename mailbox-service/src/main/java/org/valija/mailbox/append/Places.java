package org.valija.mailbox.append;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.mailbox.Keywords;
import org.valija.mailbox.mailbox.LockedMailbox;
import org.valija.mailbox.mailbox.QuotaUse;
import org.valija.mailbox.mailbox.Tally;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.transaction.RoundTrip;

/** The mailboxes that a group of appends is for, with their accounts: locked and written with one statement each. */
final class Places {

    private final Map<Place, Grown> mailboxes = new HashMap<>();
    private final Map<AccountId, Filled> accounts = new LinkedHashMap<>();
    private final List<MessageRow> rows = new ArrayList<>();
    private final List<EventData> happened = new ArrayList<>();

    private Places() {}

    private record Place(AccountId account, String mailbox) {}

    /** A mailbox with what this transaction has added so far. */
    private record Grown(LockedMailbox mailbox, Tally tally, boolean hasNewKeywords) {}

    /** An account with what this transaction has added so far. */
    private record Filled(String address, QuotaUse before, QuotaUse use, Tally tally) {}

    /**
     * Locks accounts and mailboxes as far as nobody else has them locked: a group must not wait for a transaction that
     * concerns one of its users. What is not there, or not free, has no place.
     */
    static Places lock(JdbcClient jdbc, List<Append> group) {
        var wanted = group.stream()
                .map(append -> new Place(append.account(), append.mailbox()))
                .distinct()
                .toList();
        var places = new Places();
        jdbc.sql("select a.id, a.display_address, " + Usage.QUOTA_BYTES + ", a.used_bytes, " + Usage.QUOTA_MESSAGES
                        + """
                        , a.used_messages, m.id, m.name, m.uid_validity, m.uid_next, m.highest_modseq, m.keywords
                        from unnest(?, ?) as w (account, name)
                        join account a on a.id = w.account join domain d on d.name = a.domain
                        join mailbox m on m.account_id = w.account and m.name = w.name
                        order by a.id, m.id for no key update of a, m skip locked""")
                .param(wanted.stream().map(place -> place.account.value()).toArray(Long[]::new))
                .param(wanted.stream().map(Place::mailbox).toArray(String[]::new))
                .query(places::read);
        return places;
    }

    private void read(ResultSet row) throws SQLException {
        var account = new AccountId(row.getLong(1));
        var use = new QuotaUse(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
        accounts.put(account, new Filled(row.getString(2), use, use, new Tally()));
        var mailbox = new LockedMailbox(
                account,
                new MailboxId(row.getLong(7)),
                row.getString(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                List.of((String[]) row.getArray(12).getArray()));
        mailboxes.put(new Place(account, mailbox.name()), new Grown(mailbox, new Tally(), false));
    }

    /**
     * Puts messages into a mailbox, under a modification sequence of their own, so that who appended them can tell whether
     * somebody else did so too.
     *
     * @return empty if they have no place, or are to be refused
     */
    Optional<Appended> add(Append append) {
        var place = new Place(append.account(), append.mailbox());
        var grown = mailboxes.get(place);
        var filled = accounts.get(append.account());
        if (grown == null || filled == null) {
            return Optional.empty();
        }
        var tally = Additions.tally(append.received());
        var use = filled.use.plus(tally.size(), tally.messages());
        var mailbox = grown.mailbox;
        var keywords = new Keywords(mailbox.keywords());
        try {
            if (!use.isWithin()) {
                return Optional.empty();
            }
            rows.addAll(Additions.rows(mailbox, append.received(), keywords));
        } catch (MailboxException.Invalid _) {
            return Optional.empty();
        }
        var uids = UidSet.range(mailbox.uidNext(), mailbox.uidNext() + tally.messages() - 1);
        long modseq = mailbox.nextModseq();
        accounts.put(append.account(), new Filled(filled.address, filled.before, use, filled.tally.plus(tally)));
        mailboxes.put(
                place,
                new Grown(
                        mailbox.after(tally.messages(), keywords),
                        grown.tally.plus(tally),
                        grown.hasNewKeywords || keywords.hasNew()));
        happened.add(new EventData.MessagesAdded(append.account(), mailbox.id(), uids, modseq));
        return Optional.of(new Appended(mailbox.id(), mailbox.uidValidity(), uids, modseq, keywords.known()));
    }

    /** The messages that have been added. */
    List<MessageRow> rows() {
        return rows;
    }

    /** What is to be told, that accounts have become full, or nearly so, included. */
    List<EventData> happened() {
        var all = new ArrayList<>(happened);
        accounts.forEach((account, filled) ->
                filled.use.crossedSince(filled.before, account, filled.address).ifPresent(all::add));
        return all;
    }

    /** Writes the numbers of mailboxes and accounts. */
    void write(RoundTrip statements) {
        var charged = List.copyOf(accounts.entrySet());
        var changed = mailboxes.values().stream()
                .filter(grown -> grown.tally.messages() > 0)
                .toList();
        statements.update(
                """
                with charged as (
                    update account a set used_bytes = a.used_bytes + n.octets,
                        used_messages = a.used_messages + n.messages
                    from unnest(?, ?, ?) as n (id, messages, octets) where a.id = n.id and n.messages > 0)
                update mailbox m set uid_next = n.uid_next, highest_modseq = n.modseq,
                    messages = m.messages + n.messages, unseen = m.unseen + n.unseen,
                    deleted = m.deleted + n.deleted, size = m.size + n.size,
                    keywords = coalesce(string_to_array(n.keywords, ' '), m.keywords)
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                    as n (account, id, uid_next, modseq, messages, unseen, deleted, size, keywords)
                where m.account_id = n.account and m.id = n.id""",
                longs(charged, account -> account.getKey().value()),
                longs(charged, account -> account.getValue().tally.messages()),
                longs(charged, account -> account.getValue().tally.size()),
                longs(changed, grown -> grown.mailbox.account().value()),
                longs(changed, grown -> grown.mailbox.id().value()),
                longs(changed, grown -> grown.mailbox.uidNext()),
                longs(changed, grown -> grown.mailbox.highestModseq()),
                longs(changed, grown -> grown.tally.messages()),
                longs(changed, grown -> grown.tally.unseen()),
                longs(changed, grown -> grown.tally.deleted()),
                longs(changed, grown -> grown.tally.size()),
                changed.stream()
                        .map(grown -> grown.hasNewKeywords ? String.join(" ", grown.mailbox.keywords()) : null)
                        .toArray(String[]::new));
    }

    private static <T> Long[] longs(List<T> of, Function<T, Long> column) {
        return of.stream().map(column).toArray(Long[]::new);
    }
}
