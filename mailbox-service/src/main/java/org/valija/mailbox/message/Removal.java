package org.valija.mailbox.message;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.mailbox.LockedMailbox;
import org.valija.mailbox.mailbox.Tally;

/** Takes messages out of a mailbox, within the transaction of whoever wants that. */
@Component
final class Removal {

    /** Messages with any flags, or none. */
    static final int ANY = 0;

    private final JdbcClient jdbc;

    Removal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Removes messages, and remembers their UIDs; the caller changes the numbers of the mailbox accordingly.
     *
     * @param flags only those that have them, as the sum of {@link org.valija.mailbox.api.message.SystemFlag#bit}
     * @param tally counts them as gone
     * @return those that were there
     */
    UidSet remove(LockedMailbox mailbox, UidSet uids, int flags, Tally tally) {
        var ranges = UidRanges.of(uids);
        var gone = new UidSetBuilder();
        jdbc.sql("""
                        with named as (
                            select c.*, m.flags from\s""" + UidRanges.WHOLE_MESSAGES + """
                             where m.flags & :flags = :flags
                        ), gone as (
                            delete from message m using named n
                            where m.account_id = n.account_id and m.mailbox_id = n.mailbox_id and m.uid = n.uid
                        ), remembered as (
                            insert into expunged (account_id, mailbox_id, uid, modseq)
                            select :account, :mailbox, uid, :modseq from named
                        )
                        select uid, flags, size from named order by uid""")
                .param("first", ranges.first())
                .param("last", ranges.last())
                .param("account", mailbox.account().value())
                .param("mailbox", mailbox.id().value())
                .param("flags", flags)
                .param("modseq", mailbox.nextModseq())
                .query(row -> {
                    gone.add(row.getLong("uid"));
                    tally.remove(row.getInt("flags"), row.getLong("size"));
                });
        return gone.build();
    }
}
