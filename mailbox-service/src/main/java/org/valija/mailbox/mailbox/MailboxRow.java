package org.valija.mailbox.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.mailbox.KnownUids;
import org.valija.mailbox.api.mailbox.MailboxStatus;

/**
 * What stands in the row of a mailbox, and what is quickly found besides.
 *
 * @param recentFrom UIDs from here on have been claimed by no session
 * @param expungedSince expunged UIDs are known only for changes above this modification sequence
 * @param keywords in the order of their first use
 * @param firstUnseen null if there is none, or if it was not asked for
 */
record MailboxRow(
        MailboxStatus status,
        long recentFrom,
        long expungedSince,
        List<String> keywords,
        @Nullable Long firstUnseen) {

    /** PostgreSQL counts what is recent only where that is not known from the numbers. */
    private static final String SELECT = """
            select id, name, uid_validity, uid_next, highest_modseq, messages, unseen, deleted, size,
                recent_from, expunged_since, keywords,
                case when recent_from = uid_next then 0
                     when recent_from = 1 then messages
                     else (select count(*) from message_flags e
                           where e.account_id = m.account_id and e.mailbox_id = m.id and e.uid >= m.recent_from)
                end as recent,
                %s as deleted_size,
                %s as first_unseen
            from mailbox m where account_id = :account and\s""";

    private static final String DELETED_SIZE = """
            case when deleted = 0 then 0
                 else (select coalesce(sum(e.size), 0)::bigint from message_now e
                       where e.account_id = m.account_id and e.mailbox_id = m.id and e.deleted)
            end""";

    private static final String FIRST_UNSEEN = """
            case when unseen > 0
                 then (select uid from message_flags e
                       where e.account_id = m.account_id and e.mailbox_id = m.id and e.unseen
                       order by uid limit 1)
            end""";

    /** Looks at all messages that have the flag deleted. */
    static final String FOR_STATUS = SELECT.formatted(DELETED_SIZE, "null::bigint");

    static final String FOR_STATE = SELECT.formatted("0", FIRST_UNSEEN);

    static MailboxRow read(ResultSet row) throws SQLException {
        return new MailboxRow(
                status(row),
                row.getLong("recent_from"),
                row.getLong("expunged_since"),
                List.of((String[]) row.getArray("keywords").getArray()),
                row.getObject("first_unseen", Long.class));
    }

    static MailboxStatus status(ResultSet row) throws SQLException {
        return new MailboxStatus(
                new MailboxId(row.getLong("id")),
                row.getString("name"),
                row.getLong("uid_validity"),
                row.getLong("uid_next"),
                row.getLong("highest_modseq"),
                row.getLong("messages"),
                row.getLong("unseen"),
                row.getLong("deleted"),
                row.getLong("recent"),
                row.getLong("size"),
                row.getLong("deleted_size"));
    }

    /** Whether all that has happened since is remembered; not if the database was restored to an earlier moment. */
    boolean reaches(KnownUids known) {
        return known.uidValidity() == status.uidValidity()
                && known.modseq() >= expungedSince
                && known.modseq() <= status.highestModseq()
                && known.lastUid() < status.uidNext();
    }

    /** Whether no message has ever gone. */
    boolean hasNoGaps() {
        return status.messages() == status.uidNext() - 1;
    }

    /** Whether messages have come since the last session claimed what is recent. */
    boolean hasUnclaimed() {
        return recentFrom < status.uidNext();
    }

    /** The same, but that a session has claimed what is recent. */
    MailboxRow claimedFrom(long uid) {
        return new MailboxRow(status, uid, expungedSince, keywords, firstUnseen);
    }
}
