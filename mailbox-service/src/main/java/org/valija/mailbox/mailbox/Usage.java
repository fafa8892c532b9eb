package org.valija.mailbox.mailbox;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.event.EventLog;

/**
 * How much an account holds. Its lock comes before those of the account's mailboxes, and keeps their names and numbers
 * from changing in between.
 */
@Component
public final class Usage {

    /** The quota in force of an account {@code a} in a domain {@code d}, in octets; 0 for no limit. */
    public static final String QUOTA_BYTES = "coalesce(a.quota_bytes, d.quota_bytes)";

    /** The same in messages. */
    public static final String QUOTA_MESSAGES = "coalesce(a.quota_messages, d.quota_messages)";

    /** The same in mailboxes; null where only the settings say it. */
    public static final String QUOTA_MAILBOXES = "coalesce(a.quota_mailboxes, d.quota_mailboxes)";

    private final JdbcClient jdbc;
    private final EventLog events;

    Usage(JdbcClient jdbc, EventLog events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * What an account may still take in. What it holds beyond a quota that was lowered makes it less than nothing.
     *
     * @param bytes octets; {@link Long#MAX_VALUE} for no limit
     * @param messages {@link Long#MAX_VALUE} for no limit
     */
    public record Room(long bytes, long messages) {

        /** What takes no more than there was before always fits. */
        public boolean fits(Tally tally) {
            return tally.size() <= Math.max(0, bytes) && tally.messages() <= Math.max(0, messages);
        }

        /** Of what is allowed and used, 0 being no limit. */
        public static Room of(long quotaBytes, long usedBytes, long quotaMessages, long usedMessages) {
            return new Room(left(quotaBytes, usedBytes), left(quotaMessages, usedMessages));
        }

        private static long left(long quota, long used) {
            return quota == 0 ? Long.MAX_VALUE : quota - used;
        }
    }

    /**
     * Locks the account for the rest of the transaction.
     *
     * @throws MailboxException.NotFound if it has been deleted
     */
    public Room lock(AccountId account) {
        return jdbc.sql("select " + QUOTA_BYTES + ", a.used_bytes, " + QUOTA_MESSAGES + ", a.used_messages"
                        + " from account a join domain d on d.name = a.domain"
                        + " where a.id = :account for no key update of a")
                .param("account", account.value())
                .query((row, _) -> Room.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound("no such account"));
    }

    /** Adds what the messages come to, which may be less than nothing, and tells if that makes the account nearly full. */
    public void changed(AccountId account, Tally tally) {
        jdbc.sql("""
                update account a
                set used_bytes = a.used_bytes + :octets, used_messages = a.used_messages + :messages
                from domain d where d.name = a.domain and a.id = :account
                returning a.display_address, a.used_bytes, a.used_messages,""" + " " + QUOTA_BYTES + ", " + QUOTA_MESSAGES)
                .param("octets", tally.size())
                .param("messages", tally.messages())
                .param("account", account.value())
                .query((row, _) -> {
                    var use = new QuotaUse(row.getLong(4), row.getLong(2), row.getLong(5), row.getLong(3));
                    return use.crossedSince(use.plus(-tally.size(), -tally.messages()), account, row.getString(1));
                })
                .optional()
                .flatMap(crossed -> crossed)
                .ifPresent(crossed -> events.append(List.of(crossed)));
    }
}
