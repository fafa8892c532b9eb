package org.valija.mailbox.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.MessageFlags;

/** Which messages a mailbox has and had. What belongs together is asked within one transaction. */
@Component
final class MailboxMessages {

    private final JdbcClient jdbc;

    MailboxMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** UIDs of the messages that have a larger one. */
    UidSet uidsAbove(AccountId account, MailboxId mailbox, long uid) {
        // A run of UIDs without a gap grows as fast as the number of its rows, so the difference tells the run
        return uidSet("""
                select min(uid), max(uid)
                from (select uid, uid - row_number() over (order by uid) as run
                      from message_flags where account_id = :account and mailbox_id = :mailbox and uid > :above) runs
                group by run order by 1""", account, mailbox, uid);
    }

    /** UIDs of messages expunged or moved away since a modification sequence, of those still known. */
    UidSet expunged(AccountId account, MailboxId mailbox, long since) {
        return uidSet("""
                select uid, uid from expunged
                where account_id = :account and mailbox_id = :mailbox and modseq > :above order by uid""", account, mailbox, since);
    }

    /** UIDs of the messages that are new or whose flags changed since a modification sequence. */
    UidSet changedUids(AccountId account, MailboxId mailbox, long since) {
        return uidSet(
                "select uid, uid from changed_since(:account, :mailbox, :above) order by uid", account, mailbox, since);
    }

    private UidSet uidSet(String ranges, AccountId account, MailboxId mailbox, long above) {
        var uids = new UidSetBuilder();
        jdbc.sql(ranges)
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .param("above", above)
                .query(row -> {
                    uids.add(row.getLong(1), row.getLong(2));
                });
        return uids.build();
    }

    /** Messages that are new or whose flags changed since a modification sequence. */
    List<MessageFlags> changed(AccountId account, MailboxId mailbox, long since) {
        return jdbc.sql("""
                        select uid, modseq, flags, keywords from changed_since(:account, :mailbox, :since)
                        order by uid""")
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .param("since", since)
                .query((message, _) -> messageFlags(message))
                .list();
    }

    private static MessageFlags messageFlags(ResultSet row) throws SQLException {
        return new MessageFlags(
                new Uid(row.getLong("uid")), row.getLong("modseq"), Flags.of(row.getInt("flags"), List.of((String[])
                        row.getArray("keywords").getArray())));
    }
}
