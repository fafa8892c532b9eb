package org.valija.mailbox.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;

/**
 * Locks mailboxes for the rest of a transaction, and keeps their numbers. The lock hands out UIDs and modification
 * sequences one transaction after the other, so that the order of commits is the order of UIDs.
 */
@Component
public final class MailboxLocks {

    private static final String COLUMNS = "id, name, uid_validity, uid_next, highest_modseq, keywords";

    private final JdbcClient jdbc;

    MailboxLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks one mailbox.
     *
     * @throws MailboxException.NotFound if the account has no such mailbox
     */
    public LockedMailbox lock(AccountId account, MailboxId mailbox) {
        return jdbc.sql("select " + COLUMNS
                        + " from mailbox where account_id = :account and id = :mailbox for no key update")
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .query((row, _) -> locked(account, row))
                .optional()
                .orElseThrow(() -> noSuchMailbox());
    }

    /**
     * Locks one mailbox by its name.
     *
     * @throws MailboxException.NotFound if the account has no such mailbox
     */
    public LockedMailbox lock(AccountId account, String name) {
        return jdbc.sql("select " + COLUMNS
                        + " from mailbox where account_id = :account and name = :name for no key update")
                .param("account", account.value())
                .param("name", MailboxName.of(name).value())
                .query((row, _) -> locked(account, row))
                .optional()
                .orElseThrow(() -> noSuchMailbox());
    }

    /**
     * Looks whether a mailbox is there, and locks nothing.
     *
     * @return its name, as it is stored
     * @throws MailboxException.NotFound if the account has no such mailbox
     */
    public String require(AccountId account, String name) {
        return jdbc.sql("select name from mailbox where account_id = :account and name = :name")
                .param("account", account.value())
                .param("name", MailboxName.of(name).value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> noSuchMailbox());
    }

    /**
     * Locks two mailboxes, which may be the same, in the order of their ids.
     *
     * @throws MailboxException.NotFound if the account lacks one of them
     */
    public Pair lock(AccountId account, MailboxId from, String to) {
        var name = MailboxName.of(to).value();
        var found = jdbc.sql("select " + COLUMNS + " from mailbox"
                        + " where account_id = :account and (id = :from or name = :to) order by id for no key update")
                .param("account", account.value())
                .param("from", from.value())
                .param("to", name)
                .query((row, _) -> locked(account, row))
                .list();
        return new Pair(
                found.stream()
                        .filter(mailbox -> mailbox.id().equals(from))
                        .findFirst()
                        .orElseThrow(() -> noSuchMailbox()),
                found.stream()
                        .filter(mailbox -> mailbox.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> noSuchMailbox()));
    }

    /** Where messages are, and where they go. */
    public record Pair(LockedMailbox from, LockedMailbox to) {}

    /**
     * Writes down what changed in a mailbox, under the modification sequence {@link LockedMailbox#nextModseq}.
     *
     * @param uids how many UIDs were used
     * @param keywords with those that are new
     */
    public void changed(LockedMailbox mailbox, long uids, Tally tally, Keywords keywords) {
        jdbc.sql("""
                        update mailbox set uid_next = uid_next + :uids, highest_modseq = :modseq,
                            messages = messages + :messages, unseen = unseen + :unseen,
                            deleted = deleted + :deleted, size = size + :size,
                            keywords = case when :new then :keywords else keywords end
                        where account_id = :account and id = :mailbox""")
                .params(Map.of(
                        "uids", uids,
                        "modseq", mailbox.nextModseq(),
                        "messages", tally.messages(),
                        "unseen", tally.unseen(),
                        "deleted", tally.deleted(),
                        "size", tally.size(),
                        "new", keywords.hasNew(),
                        "keywords", keywords.known().toArray(String[]::new)))
                .param("account", mailbox.account().value())
                .param("mailbox", mailbox.id().value())
                .update();
    }

    private static MailboxException.NotFound noSuchMailbox() {
        return new MailboxException.NotFound("no such mailbox");
    }

    private static LockedMailbox locked(AccountId account, ResultSet row) throws SQLException {
        return new LockedMailbox(
                account,
                new MailboxId(row.getLong("id")),
                row.getString("name"),
                row.getLong("uid_validity"),
                row.getLong("uid_next"),
                row.getLong("highest_modseq"),
                List.of((String[]) row.getArray("keywords").getArray()));
    }
}
