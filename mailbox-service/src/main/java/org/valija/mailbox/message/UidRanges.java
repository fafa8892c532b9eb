package org.valija.mailbox.message;

import org.valija.mailbox.api.UidSet;

/** A set of UIDs as PostgreSQL takes it: one parameter for the first of each range, and one for the last. */
public record UidRanges(long[] first, long[] last) {

    /**
     * In a FROM clause: the messages {@code m} of {@code :mailbox} of {@code :account} from {@code :first} to {@code :last}, with their
     * flags, and {@code place}, by which who has locked the mailbox can update them.
     *
     * <p>{@code offset 0}: found range by range. Where PostgreSQL expects few messages, as in a new database, it would as soon
     * compare each message with each range, which takes the square of the time.
     */
    static final String MESSAGES = """
            unnest(:first::bigint[], :last::bigint[]) as r (first, last) cross join lateral (
                select ctid as place, uid, modseq, flags, keywords from message_flags
                where account_id = :account and mailbox_id = :mailbox and uid between r.first and r.last
                offset 0) m""";

    /** The same with what else {@code c} there is of each, and the key to update that by: others write it without such a lock. */
    static final String WHOLE_MESSAGES = MESSAGES + """

            cross join lateral (
                select account_id, mailbox_id, uid, size from message
                where account_id = :account and mailbox_id = :mailbox and uid = m.uid
                offset 0) c""";

    public static UidRanges of(UidSet uids) {
        var first = new long[uids.ranges()];
        var last = new long[uids.ranges()];
        for (int i = 0; i < first.length; i++) {
            first[i] = uids.first(i);
            last[i] = uids.last(i);
        }
        return new UidRanges(first, last);
    }
}
