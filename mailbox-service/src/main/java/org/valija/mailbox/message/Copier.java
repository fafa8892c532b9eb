package org.valija.mailbox.message;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.event.EventData.MessagesAdded;
import org.valija.mailbox.api.event.EventData.MessagesExpunged;
import org.valija.mailbox.api.message.Copied;
import org.valija.mailbox.api.message.CopyRequest;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.mailbox.Keywords;
import org.valija.mailbox.mailbox.LockedMailbox;
import org.valija.mailbox.mailbox.MailboxLocks;
import org.valija.mailbox.mailbox.MessageMover;
import org.valija.mailbox.mailbox.Tally;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.transaction.GenericPlans;
import org.valija.mailbox.transaction.Transactions;

/** Copies and moves messages between mailboxes of an account; their content stays where it is. */
@Component
public final class Copier implements MessageMover {

    /** The messages in question, numbered from 0 in the order of their UIDs, which is that of their new UIDs as well. */
    private static final String NAMED = """
            with named as (
                select m.place, m.flags, m.keywords, c.*, row_number() over (order by m.uid) - 1 as n
                from\s""" + UidRanges.WHOLE_MESSAGES + """
            ),""";

    /** The keywords as they are spelled in the other mailbox. */
    private static final String SPELLED = """
            case when n.keywords = '{}' then n.keywords else array(
                select s.there from unnest(n.keywords) with ordinality k (here, i)
                join unnest(:here::text[], :there::text[]) s (here, there) on s.here = k.here order by k.i) end
            """;

    private static final String COPY = NAMED + """
            copied as (
                insert into message (account_id, mailbox_id, uid, modseq, content_hash, size, flags, keywords,
                    internal_date, save_date, sent_day, sent_at, thread_id,
                    subject, from_text, to_text, cc_text, bcc_text, message_id, refs, base_subject, is_reply,
                    sort_from, sort_to, sort_cc, display_from, display_to, envelope, structure, final_crlf)
                select :account, :to, :uidNext + n.n, :modseq, m.content_hash, m.size, n.flags,""" + SPELLED + """
                    , m.internal_date, now(), m.sent_day, m.sent_at, m.thread_id,
                    m.subject, m.from_text, m.to_text, m.cc_text, m.bcc_text,
                    m.message_id, m.refs, m.base_subject, m.is_reply,
                    m.sort_from, m.sort_to, m.sort_cc, m.display_from, m.display_to, m.envelope, m.structure,
                    m.final_crlf
                from named n cross join lateral (
                    select * from message where account_id = :account and mailbox_id = :mailbox and uid = n.uid
                    offset 0) m
                order by n.n
            )
            select uid, flags, size from named order by uid""";

    private static final String MOVE = NAMED + """
            moved as (
                update message m set mailbox_id = :to, uid = :uidNext + n.n, save_date = now()
                from named n
                where m.account_id = n.account_id and m.mailbox_id = n.mailbox_id and m.uid = n.uid
            ), moved_flags as (
                update message_flags m set mailbox_id = :to, uid = :uidNext + n.n, modseq = :modseq,
                    keywords =""" + SPELLED + """
                        from named n where m.ctid = n.place
                    ), remembered as (
                        insert into expunged (account_id, mailbox_id, uid, modseq)
                        select :account, :mailbox, uid, :fromModseq from named
                    )
                    select uid, flags, size from named order by uid\
                    """;

    private final Transactions transactions;
    private final Usage usage;
    private final MailboxLocks locks;
    private final EventLog events;
    private final JdbcClient jdbc;

    Copier(Transactions transactions, Usage usage, MailboxLocks locks, EventLog events, JdbcClient jdbc) {
        this.transactions = transactions;
        this.usage = usage;
        this.locks = locks;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** See {@link org.valija.mailbox.api.message.MessagesApi#copy}. */
    public Copied copy(AccountId account, MailboxId mailbox, CopyRequest request) {
        return transactions.write(() -> {
            var room = usage.lock(account);
            var locked = locks.lock(account, mailbox, request.to());
            return copy(locked.from(), locked.to(), request.uids(), room);
        });
    }

    private Copied copy(LockedMailbox from, LockedMailbox to, UidSet uids, Usage.Room room) {
        var keywords = new Keywords(to.keywords());
        var came = new Tally();
        var copied = transfer(COPY, from, to, uids, keywords, came, new Tally());
        if (copied.isEmpty()) {
            return copied(from, to, copied, from.highestModseq());
        }
        if (!room.fits(came)) {
            throw new MailboxException.OverQuota("the account has no room for the copies");
        }
        usage.changed(from.account(), came);
        arrived(to, came, keywords);
        boolean within = from.id().equals(to.id());
        return copied(from, to, copied, within ? to.nextModseq() : from.highestModseq());
    }

    /** See {@link org.valija.mailbox.api.message.MessagesApi#move}. */
    public Copied move(AccountId account, MailboxId mailbox, CopyRequest request) {
        return transactions.write(() -> {
            usage.lock(account);
            var locked = locks.lock(account, mailbox, request.to());
            return move(locked.from(), locked.to(), request.uids());
        });
    }

    @Override
    public void moveAll(LockedMailbox from, LockedMailbox to) {
        move(from, to, UidSet.range(1, from.uidNext() - 1));
    }

    private Copied move(LockedMailbox from, LockedMailbox to, UidSet uids) {
        var keywords = new Keywords(to.keywords());
        var came = new Tally();
        var left = new Tally();
        var moved = transfer(MOVE, from, to, uids, keywords, came, left);
        if (moved.isEmpty()) {
            return copied(from, to, moved, from.highestModseq());
        }
        // Where both are the same mailbox, both updates write the same modseq, and their counts even out
        locks.changed(from, 0, left, new Keywords(from.keywords()));
        events.append(List.of(new MessagesExpunged(from.account(), from.id(), moved, from.nextModseq())));
        arrived(to, came, keywords);
        return copied(from, to, moved, from.nextModseq());
    }

    private UidSet transfer(
            String statement,
            LockedMailbox from,
            LockedMailbox to,
            UidSet uids,
            Keywords keywords,
            Tally came,
            Tally left) {
        var ranges = UidRanges.of(uids);
        var here = used(from, ranges);
        var there = new ArrayList<String>();
        here.forEach(keyword -> there.addAll(keywords.use(List.of(keyword))));
        var transferred = new UidSetBuilder();
        GenericPlans.use(jdbc);
        jdbc.sql(statement)
                .param("first", ranges.first())
                .param("last", ranges.last())
                .param("account", from.account().value())
                .param("mailbox", from.id().value())
                .param("fromModseq", from.nextModseq())
                .param("to", to.id().value())
                .param("uidNext", to.uidNext())
                .param("modseq", to.nextModseq())
                .param("here", here.toArray(String[]::new))
                .param("there", there.toArray(String[]::new))
                .query(row -> {
                    transferred.add(row.getLong("uid"));
                    came.add(row.getInt("flags"), row.getLong("size"));
                    left.remove(row.getInt("flags"), row.getLong("size"));
                });
        return transferred.build();
    }

    /** The keywords that the messages have. */
    private List<String> used(LockedMailbox mailbox, UidRanges ranges) {
        if (mailbox.keywords().isEmpty()) {
            return List.of();
        }
        var used = jdbc.sql("""
                select distinct unnest(m.keywords) from\s""" + UidRanges.MESSAGES + " where m.keywords <> '{}'")
                .param("first", ranges.first())
                .param("last", ranges.last())
                .param("account", mailbox.account().value())
                .param("mailbox", mailbox.id().value())
                .query(String.class)
                .set();
        return mailbox.keywords().stream().filter(used::contains).toList();
    }

    private void arrived(LockedMailbox to, Tally came, Keywords keywords) {
        locks.changed(to, came.messages(), came, keywords);
        events.append(List.of(new MessagesAdded(to.account(), to.id(), newUids(to, came.messages()), to.nextModseq())));
    }

    private static UidSet newUids(LockedMailbox to, long count) {
        return UidSet.range(to.uidNext(), to.uidNext() + count - 1);
    }

    private static Copied copied(LockedMailbox from, LockedMailbox to, UidSet uids, long highestModseq) {
        return new Copied(to.id(), to.uidValidity(), uids, newUids(to, uids.size()), highestModseq);
    }
}
