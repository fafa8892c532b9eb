package org.valija.mailbox.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.transaction.Transactions;

/** Tells the numbers of mailboxes, which messages they have, and what changed in them since. */
@Component
public final class MailboxStates {

    /** What is read of a mailbox; PostgreSQL counts what is recent only where that is not known from the numbers. */
    private static final String SELECT = """
            select id, name, uid_validity, uid_next, highest_modseq, messages, unseen, deleted, size,
                recent_from, expunged_since, keywords,
                case when recent_from = uid_next then 0
                     when recent_from = 1 then messages
                     else (select count(*) from message_flags e
                           where e.account_id = m.account_id and e.mailbox_id = m.id and e.uid >= m.recent_from)
                end as recent,
                %s as deleted_size
            from mailbox m where account_id = :account and\s""";

    /** Looks at all messages, so only STATUS asks for it. */
    private static final String WITH_DELETED_SIZE = SELECT.formatted("""
            case when deleted = 0 then 0
                 else (select coalesce(sum(e.size), 0)::bigint from message_now e
                       where e.account_id = m.account_id and e.mailbox_id = m.id and e.flags & 8 <> 0)
            end""");

    private static final String WITHOUT_DELETED_SIZE = SELECT.formatted("0");

    private final Transactions transactions;
    private final JdbcClient jdbc;

    MailboxStates(Transactions transactions, JdbcClient jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    private record Row(MailboxStatus status, long recentFrom, long expungedSince, List<String> keywords) {}

    /** The numbers of mailboxes, in the order in which they are named. */
    List<MailboxStatus> status(AccountId account, List<String> names) {
        var wanted = names.stream().map(name -> MailboxName.of(name).value()).toList();
        var found = jdbc
                .sql(WITH_DELETED_SIZE + "name = any(:names)")
                .param("account", account.value())
                .param("names", wanted.toArray(String[]::new))
                .query((row, _) -> status(row))
                .list()
                .stream()
                .collect(Collectors.toMap(MailboxStatus::name, status -> status));
        return wanted.stream()
                .map(name -> {
                    var status = found.get(name);
                    if (status == null) {
                        throw new MailboxException.NotFound("no mailbox " + name);
                    }
                    return status;
                })
                .toList();
    }

    /** Adds their numbers to mailboxes of an account; one that was deleted meanwhile has none. */
    List<MailboxSummary> withStatus(AccountId account, List<MailboxSummary> mailboxes) {
        var found = jdbc
                .sql(WITH_DELETED_SIZE + "true")
                .param("account", account.value())
                .query((row, _) -> status(row))
                .list()
                .stream()
                .collect(Collectors.toMap(MailboxStatus::id, status -> status));
        return mailboxes.stream()
                .map(mailbox -> new MailboxSummary(
                        mailbox.id(),
                        mailbox.name(),
                        mailbox.specialUse(),
                        mailbox.subscribed(),
                        mailbox.id() == null ? null : found.get(mailbox.id())))
                .toList();
    }

    /**
     * The state of a mailbox by name, with the UIDs of all its messages.
     *
     * @param since to tell besides what happened since then; null for the state alone
     */
    MailboxState open(AccountId account, String text, boolean claimRecent, @Nullable Long since) {
        var name = MailboxName.of(text);
        return state(account, "name = :key", name.value(), "no mailbox " + name, true, since, claimRecent);
    }

    /**
     * What happened to a mailbox.
     *
     * @param since null for the state alone, with all UIDs
     */
    MailboxState state(AccountId account, MailboxId mailbox, @Nullable Long since, boolean claimRecent) {
        return state(account, "id = :key", mailbox.value(), "no such mailbox", since == null, since, claimRecent);
    }

    /**
     * Which of some UIDs are those of messages expunged since; of all times, if that is longer ago than is remembered.
     *
     * @throws MailboxException.NotFound if the account has no such mailbox
     */
    public UidSet vanished(AccountId account, MailboxId mailbox, UidSet among, long since) {
        return transactions.snapshot(() -> {
            var row = row(account, "id = :key", mailbox.value(), "no such mailbox");
            return since >= row.expungedSince
                    ? expunged(account, row, since).intersect(among)
                    : among.intersect(UidSet.range(1, row.status.uidNext() - 1)).minus(uids(account, row.status));
        });
    }

    private MailboxState state(
            AccountId account,
            String which,
            Object key,
            String missing,
            boolean all,
            @Nullable Long since,
            boolean claimRecent) {
        Supplier<MailboxState> read = () -> {
            if (claimRecent) {
                // What is read after that is what was claimed
                jdbc.sql("select id from mailbox where account_id = :account and " + which + " for no key update")
                        .param("account", account.value())
                        .param("key", key)
                        .query(Long.class)
                        .optional();
            }
            var claimed = claimRecent ? claim(account, which, key) : null;
            var row = row(account, which, key, missing);
            return new MailboxState(
                    row.status,
                    all ? uids(account, row.status) : null,
                    all ? firstUnseen(account, row.status) : null,
                    claimed == null ? row.recentFrom : claimed,
                    row.keywords,
                    since == null ? List.of() : changed(account, row.status, since),
                    since == null ? UidSet.empty() : expunged(account, row, since),
                    since == null || since >= row.expungedSince);
        };
        return claimRecent ? transactions.write(read) : transactions.snapshot(read);
    }

    private Row row(AccountId account, String which, Object key, String missing) {
        return jdbc.sql(WITHOUT_DELETED_SIZE + which)
                .param("account", account.value())
                .param("key", key)
                .query((found, _) -> row(found))
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound(missing));
    }

    /** Only the session that gets to a message first sees it as recent: RFC 3501, 2.3.2. Null if there is nothing new. */
    private @Nullable Long claim(AccountId account, String which, Object key) {
        return jdbc.sql("update mailbox set recent_from = uid_next where account_id = :account and " + which
                        + " and recent_from < uid_next returning old.recent_from")
                .param("account", account.value())
                .param("key", key)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private UidSet uids(AccountId account, MailboxStatus status) {
        if (status.messages() == status.uidNext() - 1) {
            return UidSet.range(1, status.messages());
        }
        // A run of UIDs without a gap grows as fast as the number of its rows, so the difference tells the run
        return uidSet("""
                select min(uid), max(uid)
                from (select uid, uid - row_number() over (order by uid) as run
                      from message_flags where account_id = :account and mailbox_id = :mailbox) runs
                group by run order by 1""", account, status.id(), 0);
    }

    private UidSet uidSet(String ranges, AccountId account, MailboxId mailbox, long since) {
        var uids = new UidSetBuilder();
        jdbc.sql(ranges)
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .param("since", since)
                .query(row -> {
                    uids.add(row.getLong(1), row.getLong(2));
                });
        return uids.build();
    }

    private @Nullable Long firstUnseen(AccountId account, MailboxStatus status) {
        if (status.unseen() == 0) {
            return null;
        }
        return jdbc.sql("""
                        select uid from message_flags where account_id = :account and mailbox_id = :mailbox and flags & 1 = 0
                        order by uid limit 1""")
                .param("account", account.value())
                .param("mailbox", status.id().value())
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private List<MessageFlags> changed(AccountId account, MailboxStatus status, long since) {
        return jdbc.sql("""
                        select uid, modseq, flags, keywords from message_flags
                        where account_id = :account and mailbox_id = :mailbox and modseq > :since order by uid""")
                .param("account", account.value())
                .param("mailbox", status.id().value())
                .param("since", since)
                .query((message, _) -> messageFlags(message))
                .list();
    }

    private UidSet expunged(AccountId account, Row row, long since) {
        return uidSet("""
                select uid, uid from expunged
                where account_id = :account and mailbox_id = :mailbox and modseq > :since order by uid""", account, row.status.id(), since);
    }

    private static MessageFlags messageFlags(ResultSet row) throws SQLException {
        return new MessageFlags(
                new Uid(row.getLong("uid")), row.getLong("modseq"), Flags.of(row.getInt("flags"), List.of((String[])
                        row.getArray("keywords").getArray())));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(status(row), row.getLong("recent_from"), row.getLong("expunged_since"), List.of((String[])
                row.getArray("keywords").getArray()));
    }

    private static MailboxStatus status(ResultSet row) throws SQLException {
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
}
