package org.valija.mailbox.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.Domain;
import org.valija.mailbox.audit.Audit;
import org.valija.mailbox.security.Callers;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Cursor;
import org.valija.mailbox.web.Preconditions;

/** The domains that mail is received for. */
@Component
final class Domains {

    private static final String COLUMNS = "name, enabled, alias_of, catch_all_display, subaddressing, separator,"
            + " quota_bytes, quota_messages, quota_mailboxes, created_at";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final AddressBook addresses;
    private final Preconditions preconditions;

    Domains(JdbcClient jdbc, Transactions transactions, AddressBook addresses, Preconditions preconditions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.addresses = addresses;
        this.preconditions = preconditions;
    }

    Domain create(DomainName name, DomainSettings settings) {
        return transactions.write(() -> {
            try {
                jdbc.sql("insert into domain (name) values (?)")
                        .param(name.value())
                        .update();
            } catch (DuplicateKeyException _) {
                throw new MailboxException.AlreadyExists("the domain " + name.value() + " is there already");
            }
            return set(name, settings);
        });
    }

    Page<Domain> list(@Nullable String after, int limit) {
        var found = jdbc.sql("select " + COLUMNS
                        + " from domain where name > coalesce(:after, '') and (:only::text is null or name = :only)"
                        + " order by name limit :limit")
                .param("only", Callers.administratedDomain().orElse(null))
                .param("after", after)
                .param("limit", limit + 1)
                .query(Domains::read)
                .list();
        return Cursor.page(found, limit, Domain::name);
    }

    Domain get(DomainName name) {
        return jdbc.sql("select " + COLUMNS + " from domain where name = ?")
                .param(name.value())
                .query(Domains::read)
                .optional()
                .orElseThrow(() -> notFound(name));
    }

    Domain change(DomainName name, DomainSettings settings) {
        return transactions.write(() -> {
            // Nobody makes an account in it, or names another domain after it, meanwhile
            var _ = jdbc.sql("select name from domain where name = ? for update")
                    .param(name.value())
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> notFound(name));
            preconditions.check(get(name));
            return set(name, settings);
        });
    }

    /** Sets what is given, in a domain that is locked. */
    private Domain set(DomainName name, DomainSettings settings) {
        if (settings.aliasOf() != null) {
            Callers.checkSees(settings.aliasOf().value());
            checkAlias(name, settings.aliasOf());
        }
        if (settings.catchAll() != null && !addresses.isTaken(settings.catchAll())) {
            throw new MailboxException.Invalid("catchAll", settings.catchAll() + " is no account or alias here");
        }
        var catchAll = settings.catchAll();
        return jdbc.sql("""
                update domain set enabled = coalesce(:enabled, enabled),
                  alias_of = case when :noAlias then null else coalesce(:aliasOf, alias_of) end,
                  catch_all = case when :noCatchAll then null else coalesce(:catchAll, catch_all) end,
                  catch_all_display = case when :noCatchAll then null else coalesce(:display, catch_all_display) end,
                  subaddressing = coalesce(:subaddressing, subaddressing), separator = coalesce(:separator, separator),
                  quota_bytes = coalesce(:bytes, quota_bytes), quota_messages = coalesce(:messages, quota_messages),
                  quota_mailboxes = coalesce(:mailboxes, quota_mailboxes)
                where name = :name returning\s""" + COLUMNS)
                .param("name", name.value())
                .param("enabled", settings.enabled())
                .param("noAlias", settings.removesAlias())
                .param(
                        "aliasOf",
                        settings.aliasOf() == null ? null : settings.aliasOf().value())
                .param("noCatchAll", settings.removesCatchAll())
                .param("catchAll", catchAll == null ? null : catchAll.key())
                .param("display", catchAll == null ? null : catchAll.toString())
                .param("subaddressing", settings.subaddressing())
                .param("separator", settings.separator())
                .param("bytes", settings.quotaBytes())
                .param("messages", settings.quotaMessages())
                .param("mailboxes", settings.quotaMailboxes())
                .query(Domains::read)
                .single();
    }

    /** A name of a name would have to be followed on every delivery; and accounts belong to one domain. */
    private void checkAlias(DomainName name, DomainName other) {
        var isAliasItself = jdbc.sql("select alias_of is not null from domain where name = ? for key share")
                .param(other.value())
                .query(Boolean.class)
                .optional()
                .orElseThrow(
                        () -> new MailboxException.Invalid("aliasOf", "there is no domain " + other.value() + " here"));
        if (isAliasItself || other.equals(name)) {
            throw new MailboxException.Invalid("aliasOf", other.value() + " is another name itself");
        }
        boolean used =
                jdbc.sql("""
                        select exists (select from account where domain = :name) or exists (select from domain where alias_of = :name)""").param("name", name.value()).query(Boolean.class).single();
        if (used) {
            throw new MailboxException.InUse("the domain " + name.value() + " has accounts, or other names itself");
        }
    }

    void delete(DomainName name) {
        try {
            transactions.run(() -> {
                var _ = jdbc.sql("select name from domain where name = ? for update")
                        .param(name.value())
                        .query(String.class)
                        .optional()
                        .orElseThrow(() -> notFound(name));
                var before = get(name);
                preconditions.check(before);
                Audit.before(before);
                jdbc.sql("delete from domain where name = ?")
                        .param(name.value())
                        .update();
            });
        } catch (DataIntegrityViolationException _) {
            throw new MailboxException.InUse(
                    "the domain " + name.value() + " still has accounts, aliases or other names");
        }
    }

    /**
     * Keeps the domain from being deleted for the rest of the transaction.
     *
     * @throws MailboxException.NotFound if it is not one of ours
     */
    void hold(DomainName name) {
        var _ = held(name);
    }

    /**
     * The same for a domain that is to have accounts.
     *
     * @throws MailboxException.Invalid if it is another name of a domain
     */
    void holdForAccount(DomainName name) {
        if (held(name)) {
            throw new MailboxException.Invalid("address", name.value() + " is another name of a domain: make it there");
        }
    }

    /** The same for many, locked in one order: why accounts can't be made in some of them. */
    Map<DomainName, MailboxException> refusalsForAccounts(List<DomainName> names) {
        var refusals = new HashMap<DomainName, MailboxException>();
        names.stream()
                .distinct()
                .sorted(Comparator.comparing(DomainName::value))
                .forEach(name -> {
                    try {
                        holdForAccount(name);
                    } catch (MailboxException refusal) {
                        refusals.put(name, refusal);
                    }
                });
        return refusals;
    }

    private boolean held(DomainName name) {
        Callers.checkSees(name.value());
        return jdbc.sql("select alias_of is not null from domain where name = ? for key share")
                .param(name.value())
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> notFound(name));
    }

    private static MailboxException notFound(DomainName name) {
        return new MailboxException.NotFound("there is no domain " + name.value() + " here");
    }

    private static Domain read(ResultSet row, int number) throws SQLException {
        return new Domain(
                row.getString("name"),
                row.getBoolean("enabled"),
                row.getString("alias_of"),
                row.getString("catch_all_display"),
                row.getBoolean("subaddressing"),
                row.getString("separator"),
                row.getLong("quota_bytes"),
                row.getLong("quota_messages"),
                row.getObject("quota_mailboxes", Long.class),
                row.getTimestamp("created_at").toInstant());
    }
}
