package org.valija.mailbox.mailbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.mailbox.SpecialUse;

/** The table of mailboxes as far as it is names, and the table of subscriptions. Whoever changes names locks the account. */
@Component
final class MailboxNames {

    private final JdbcClient jdbc;

    MailboxNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All mailboxes in the order of their names, INBOX first; and names that are subscribed to but not there. */
    List<MailboxSummary> list(AccountId account) {
        return jdbc.sql("""
                        select id, special_use, coalesce(m.name, s.name) as name, s.name is not null as subscribed
                        from (select id, name, special_use from mailbox where account_id = :account) m
                        full join (select name from subscription where account_id = :account) s on s.name = m.name
                        order by coalesce(m.name, s.name) <> 'INBOX', coalesce(m.name, s.name)""")
                .param("account", account.value())
                .query(MailboxNames::summary)
                .list();
    }

    /**
     * One mailbox.
     *
     * @throws MailboxException.NotFound if there is none of that name
     */
    MailboxSummary require(AccountId account, MailboxName name) {
        return jdbc.sql("""
                        select id, special_use, name,
                            exists (select from subscription s where s.account_id = m.account_id and s.name = m.name)
                                as subscribed
                        from mailbox m where account_id = :account and name = :name""")
                .param("account", account.value())
                .param("name", name.value())
                .query(MailboxNames::summary)
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound("no mailbox " + name));
    }

    private static MailboxSummary summary(ResultSet row, int number) throws SQLException {
        long id = row.getLong("id");
        var mailbox = row.wasNull() ? null : new MailboxId(id);
        var specialUse = row.getString("special_use");
        return new MailboxSummary(
                mailbox,
                row.getString("name"),
                specialUse == null ? null : SpecialUse.valueOf(specialUse.toUpperCase(Locale.ROOT)),
                row.getBoolean("subscribed"),
                null);
    }

    /** The mailboxes below a name, the upper ones first. */
    List<MailboxName> below(AccountId account, MailboxName name) {
        return jdbc.sql("""
                        select name from mailbox where account_id = :account and starts_with(name, :name || '/')
                        order by name""")
                .param("account", account.value())
                .param("name", name.value())
                .query((row, _) -> new MailboxName(row.getString(1)))
                .list();
    }

    /** Makes a mailbox; empty if the name is taken. */
    Optional<MailboxId> insert(AccountId account, MailboxName name, @Nullable SpecialUse specialUse) {
        return jdbc.sql("""
                        insert into mailbox (account_id, name, special_use) values (:account, :name, :use)
                        on conflict (account_id, name) do nothing returning id""")
                .param("account", account.value())
                .param("name", name.value())
                .param("use", specialUse == null ? null : specialUse.word())
                .query((row, _) -> new MailboxId(row.getLong(1)))
                .optional();
    }

    /** The name of the mailbox for a special use, if there is one. */
    Optional<String> used(AccountId account, SpecialUse specialUse) {
        return jdbc.sql("select name from mailbox where account_id = :account and special_use = :use")
                .param("account", account.value())
                .param("use", specialUse.word())
                .query(String.class)
                .optional();
    }

    boolean isUsed(AccountId account, SpecialUse specialUse) {
        return jdbc.sql("select exists (select from mailbox where account_id = :account and special_use = :use)")
                .param("account", account.value())
                .param("use", specialUse.word())
                .query(Boolean.class)
                .single();
    }

    boolean isTaken(AccountId account, MailboxName name) {
        return jdbc.sql("select exists (select from mailbox where account_id = :account and name = :name)")
                .param("account", account.value())
                .param("name", name.value())
                .query(Boolean.class)
                .single();
    }

    MailboxId rename(AccountId account, MailboxName from, MailboxName to) {
        return jdbc.sql("""
                        update mailbox set name = :to where account_id = :account and name = :from returning id""")
                .param("to", to.value())
                .param("account", account.value())
                .param("from", from.value())
                .query((row, _) -> new MailboxId(row.getLong(1)))
                .single();
    }

    void use(AccountId account, MailboxName name, SpecialUse specialUse) {
        jdbc.sql("update mailbox set special_use = :use where account_id = :account and name = :name")
                .param("use", specialUse.word())
                .param("account", account.value())
                .param("name", name.value())
                .update();
    }

    void subscribe(AccountId account, MailboxName name) {
        jdbc.sql("""
                        insert into subscription (account_id, name) select id, :name from account where id = :account
                        on conflict do nothing""")
                .param("account", account.value())
                .param("name", name.value())
                .update();
    }

    void unsubscribe(AccountId account, MailboxName name) {
        jdbc.sql("delete from subscription where account_id = :account and name = :name")
                .param("account", account.value())
                .param("name", name.value())
                .update();
    }
}
