package org.valija.mailbox.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.mailbox.QuotaUse;
import org.valija.mailbox.mailbox.Usage;

/** The usage of many accounts, and the INBOX of each: locked with one statement. */
@Component
final class Rooms {

    private final JdbcClient jdbc;

    Rooms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks accounts in the order of their ids, each with its INBOX; those that have been deleted are left out. */
    Map<AccountId, Room> lock(Stream<AccountId> accounts) {
        var ids = accounts.map(AccountId::value).distinct().toArray(Long[]::new);
        var rooms = new HashMap<AccountId, Room>();
        if (ids.length > 0) {
            jdbc.sql("select a.id, m.id, a.display_address, " + Usage.QUOTA_BYTES + ", a.used_bytes, "
                            + Usage.QUOTA_MESSAGES + """
                            , a.used_messages, m.uid_next, m.highest_modseq
                            from account a join domain d on d.name = a.domain
                            join mailbox m on m.account_id = a.id and m.name = 'INBOX'
                            where a.id = any(?) order by a.id for no key update of a, m""")
                    .param(ids)
                    .query(row -> {
                        var account = new AccountId(row.getLong(1));
                        var use = new QuotaUse(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
                        var inbox = new Target(new MailboxId(row.getLong(2)), row.getLong(8), row.getLong(9) + 1);
                        rooms.put(account, new Room(account, inbox, row.getString(3), use));
                    });
        }
        return rooms;
    }
}
