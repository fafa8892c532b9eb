package org.valija.mailbox.mailbox;

import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.event.EventData.Change;
import org.valija.mailbox.api.event.EventData.MailboxChanged;
import org.valija.mailbox.api.mailbox.SpecialUse;
import org.valija.mailbox.event.EventLog;

/**
 * What every account begins with: INBOX, and a mailbox for each special use but {@code \Flagged}, which is no place of its own
 * here (RFC 6154, 2); all subscribed.
 */
@Component
public final class DefaultMailboxes {

    private static final String INBOX = "INBOX";
    private static final List<SpecialUse> USES = Arrays.stream(SpecialUse.values())
            .filter(use -> use != SpecialUse.FLAGGED)
            .toList();

    private final JdbcClient jdbc;
    private final EventLog events;

    DefaultMailboxes(JdbcClient jdbc, EventLog events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Such as {@code Trash}. */
    static String name(SpecialUse use) {
        var word = use.word();
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Runs in the transaction that makes the accounts. */
    public void create(List<AccountId> accounts) {
        var names = new String[USES.size() + 1];
        var uses = new String[names.length];
        names[0] = INBOX;
        for (int i = 0; i < USES.size(); i++) {
            uses[i + 1] = USES.get(i).word();
            names[i + 1] = name(USES.get(i));
        }
        var ids = accounts.stream().map(AccountId::value).toArray(Long[]::new);
        var made = jdbc.sql("""
                        insert into mailbox (account_id, name, special_use)
                        select a.id, d.name, d.use from unnest(?) with ordinality as a (id, n)
                        cross join unnest(?, ?) with ordinality as d (name, use, n)
                        order by a.n, d.n returning account_id, id, name""")
                .param(1, ids)
                .param(2, names)
                .param(3, uses)
                .query((row, _) -> new MailboxChanged(
                        new AccountId(row.getLong(1)), new MailboxId(row.getLong(2)), Change.CREATED, row.getString(3)))
                .list();
        jdbc.sql(
                        "insert into subscription (account_id, name) select id, name from unnest(?) as a (id), unnest(?) as d (name)")
                .param(1, ids)
                .param(2, names)
                .update();
        events.append(made);
    }
}
