package org.valija.mailbox.message;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.FlagsChanged;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.mailbox.Keywords;
import org.valija.mailbox.mailbox.LockedMailbox;
import org.valija.mailbox.mailbox.MailboxLocks;
import org.valija.mailbox.mailbox.Tally;
import org.valija.mailbox.transaction.GenericPlans;
import org.valija.mailbox.transaction.Transactions;

/** Changes flags of any number of messages in one statement. */
@Component
public final class FlagsChanger {

    /**
     * {@code named} are the messages in question with the flags they are to have; {@code changes} is true of those among them
     * that lack these flags and may be changed. Order and repetition of keywords are no difference.
     */
    private static final String CHANGE = """
            with named as (
                select m.*, n.new_flags, n.new_keywords, m.modseq > :unchangedSince as modified,
                    m.modseq <= :unchangedSince and (m.flags <> n.new_flags
                        or not (m.keywords @> n.new_keywords and m.keywords <@ n.new_keywords)) as changes
                from\s""" + UidRanges.MESSAGES + """
                    cross join lateral (select %s as new_flags, %s as new_keywords) n
            ), changed as (
                update message_flags m set flags = n.new_flags, keywords = n.new_keywords, modseq = :modseq
                from named n where m.ctid = n.place and n.changes
            )
            """;

    private static final String MESSAGES = """
            select uid as first, uid as last, case when changes then :modseq else modseq end as modseq, flags as old_flags,
                case when changes then new_flags else flags end as flags,
                nullif(case when changes then new_keywords else keywords end, '{}') as keywords, changes, modified
            from named order by uid""";

    /** Ranges of those that are alike. */
    private static final String RANGES = """
            select lower(r.uids) as first, upper(r.uids) - 1 as last, old_flags, flags, changes, modified
            from (select range_agg(int8range(uid, uid + 1)) as uids, flags as old_flags, new_flags as flags, changes, modified
                  from named group by flags, new_flags, changes, modified) g
                cross join unnest(g.uids) as r (uids)
            order by first""";

    private final Transactions transactions;
    private final MailboxLocks locks;
    private final EventLog events;
    private final JdbcClient jdbc;

    FlagsChanger(Transactions transactions, MailboxLocks locks, EventLog events, JdbcClient jdbc) {
        this.transactions = transactions;
        this.locks = locks;
        this.events = events;
        this.jdbc = jdbc;
    }

    /** See {@link org.valija.mailbox.api.message.MessagesApi#changeFlags}. */
    public FlagsChanged change(AccountId account, MailboxId mailbox, FlagsChange change) {
        return transactions.write(() -> change(locks.lock(account, mailbox), change));
    }

    private FlagsChanged change(LockedMailbox mailbox, FlagsChange change) {
        var keywords = new Keywords(mailbox.keywords());
        var ranges = UidRanges.of(change.uids());
        boolean silent = Boolean.TRUE.equals(change.silent());
        var outcome = new Outcome(silent);
        GenericPlans.use(jdbc);
        jdbc.sql(statement(change.mode()) + (silent ? RANGES : MESSAGES))
                .param("account", mailbox.account().value())
                .param("mailbox", mailbox.id().value())
                .param("first", ranges.first())
                .param("last", ranges.last())
                .param("bits", change.flags().bits())
                .param("keywords", keywords.use(change.flags().keywords()).toArray(String[]::new))
                .param("modseq", mailbox.nextModseq())
                .param("unchangedSince", change.unchangedSince() == null ? Long.MAX_VALUE : change.unchangedSince())
                .query(outcome::read);
        var changed = outcome.changed.build();
        if (!changed.isEmpty()) {
            locks.changed(mailbox, 0, outcome.tally, keywords);
            events.append(List.of(
                    new EventData.FlagsChanged(mailbox.account(), mailbox.id(), changed, mailbox.nextModseq())));
        }
        return new FlagsChanged(
                changed.isEmpty() ? mailbox.highestModseq() : mailbox.nextModseq(),
                outcome.messages,
                outcome.found.build(),
                outcome.modified.build(),
                changed);
    }

    private static String statement(FlagsChange.Mode mode) {
        return switch (mode) {
            case ADD ->
                CHANGE.formatted(
                        "m.flags | :bits",
                        "m.keywords || array(select k from unnest(:keywords::text[]) k where k <> all (m.keywords))");
            case REMOVE ->
                CHANGE.formatted(
                        "m.flags & ~ :bits",
                        "array(select k from unnest(m.keywords) k where k <> all (:keywords::text[]))");
            case REPLACE -> CHANGE.formatted(":bits", ":keywords::text[]");
        };
    }

    /** What the rows of the statement say. */
    private static final class Outcome {

        private final boolean silent;
        private final List<MessageFlags> messages = new ArrayList<>();
        private final UidSetBuilder found = new UidSetBuilder();
        private final UidSetBuilder changed = new UidSetBuilder();
        private final UidSetBuilder modified = new UidSetBuilder();
        private final Tally tally = new Tally();

        Outcome(boolean silent) {
            this.silent = silent;
        }

        void read(ResultSet row) throws SQLException {
            long first = row.getLong("first");
            long last = row.getLong("last");
            int flags = row.getInt("flags");
            found.add(first, last);
            if (!silent) {
                messages.add(new MessageFlags(
                        new Uid(first), row.getLong("modseq"), flags(flags, row.getArray("keywords"))));
            }
            if (row.getBoolean("changes")) {
                changed.add(first, last);
                tally.change(row.getInt("old_flags"), flags, last - first + 1);
            }
            if (row.getBoolean("modified")) {
                modified.add(first, last);
            }
        }

        /** Null stands for no keywords: an array takes longer to read than the rest of a row. */
        private static Flags flags(int bits, @Nullable Array keywords) throws SQLException {
            return Flags.of(bits, keywords == null ? List.of() : List.of((String[]) keywords.getArray()));
        }
    }
}
