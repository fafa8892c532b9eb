package org.valija.mailbox.maildrop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.maildrop.MaildropLimits;
import org.valija.mailbox.api.maildrop.MaildropPolicy;
import org.valija.mailbox.api.maildrop.MaildropPolicy.Deletion;
import org.valija.mailbox.api.maildrop.MaildropTerms;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Preconditions;

/** How maildrops behave: what an account says goes before what its domain says, and that before the settings. */
@Component
@EnableConfigurationProperties(MaildropProperties.class)
final class MaildropPolicies {

    private static final int MOST_DAYS = 36_500;
    private static final int LONGEST_DELAY_SECONDS = 86_400;

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final MaildropProperties properties;
    private final Preconditions preconditions;

    MaildropPolicies(
            Transactions transactions, JdbcClient jdbc, MaildropProperties properties, Preconditions preconditions) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.properties = properties;
        this.preconditions = preconditions;
    }

    /** A table of policies, and what it is keyed by. */
    private enum Level {
        DOMAIN("domain_maildrop_policy", "domain", "select from domain where name = :key"),
        ACCOUNT("account_maildrop_policy", "account_id", "select from account where id = :key");

        private final String table;
        private final String key;
        private final String exists;

        Level(String table, String key, String exists) {
            this.table = table;
            this.key = key;
            this.exists = exists;
        }
    }

    MaildropPolicy get(DomainName domain) {
        return get(Level.DOMAIN, domain.value());
    }

    MaildropPolicy get(AccountId account) {
        return get(Level.ACCOUNT, account.value());
    }

    MaildropPolicy set(DomainName domain, MaildropPolicy policy) {
        return transactions.write(() -> set(Level.DOMAIN, domain.value(), policy));
    }

    MaildropPolicy set(AccountId account, MaildropPolicy policy) {
        return transactions.write(() -> set(Level.ACCOUNT, account.value(), policy));
    }

    private MaildropPolicy get(Level level, Object key) {
        boolean exists = jdbc.sql("select exists (" + level.exists + ")")
                .param("key", key)
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw notFound(level);
        }
        return jdbc.sql("select deletion, mark_read, newer_than_days, login_delay_seconds from " + level.table
                        + " where " + level.key + " = :key")
                .param("key", key)
                .query(MaildropPolicies::policy)
                .optional()
                .orElse(MaildropPolicy.NONE);
    }

    private MaildropPolicy set(Level level, Object key, MaildropPolicy policy) {
        require("newerThanDays", policy.newerThanDays(), MOST_DAYS);
        require("loginDelaySeconds", policy.loginDelaySeconds(), LONGEST_DELAY_SECONDS);
        // So that nobody comes in between what is checked and what is set
        jdbc.sql(level.exists + " for no key update").param("key", key).query().listOfRows();
        preconditions.check(get(level, key));
        try {
            return jdbc.sql("insert into " + level.table + " (" + level.key + """
                            , deletion, mark_read, newer_than_days, login_delay_seconds)
                            values (:key, :deletion, :markRead, :newerThanDays, :loginDelay)
                            on conflict (""" + level.key + """
                            ) do update set deletion = excluded.deletion, mark_read = excluded.mark_read,
                                newer_than_days = excluded.newer_than_days,
                                login_delay_seconds = excluded.login_delay_seconds
                            returning deletion, mark_read, newer_than_days, login_delay_seconds""")
                    .param("key", key)
                    .param(
                            "deletion",
                            policy.deletion() == null ? null : policy.deletion().word())
                    .param("markRead", policy.markRead())
                    .param("newerThanDays", policy.newerThanDays())
                    .param("loginDelay", policy.loginDelaySeconds())
                    .query(MaildropPolicies::policy)
                    .single();
        } catch (DataIntegrityViolationException _) {
            throw notFound(level);
        }
    }

    private static void require(String field, @Nullable Integer value, int most) {
        if (value != null && (value < 0 || value > most)) {
            throw new MailboxException.Invalid(field, field + " is 0 to " + most);
        }
    }

    private static MailboxException notFound(Level level) {
        return new MailboxException.NotFound("no such " + level.name().toLowerCase(Locale.ROOT));
    }

    /** What holds for an account in the end. */
    MaildropTerms terms(AccountId account) {
        return jdbc.sql("""
                        select coalesce(own.deletion, its.deletion, :deletion) as deletion,
                            coalesce(own.mark_read, its.mark_read, :markRead) as mark_read,
                            nullif(coalesce(own.newer_than_days, its.newer_than_days, :newerThanDays), 0) as expire_days,
                            coalesce(own.login_delay_seconds, its.login_delay_seconds, :loginDelay) as login_delay
                        from account a
                        left join account_maildrop_policy own on own.account_id = a.id
                        left join domain_maildrop_policy its on its.domain = a.domain
                        where a.id = :account""")
                .params(settings())
                .param("account", account.value())
                .query((row, _) -> new MaildropTerms(
                        deletion(row.getString("deletion")),
                        row.getBoolean("mark_read"),
                        (Integer) row.getObject("expire_days"),
                        row.getInt("login_delay")))
                .optional()
                .orElseThrow(() -> notFound(Level.ACCOUNT));
    }

    private Map<String, Object> settings() {
        return Map.of(
                "deletion", properties.deletion().word(),
                "markRead", properties.markRead(),
                "newerThanDays", properties.newerThanDays(),
                "loginDelay", properties.loginDelaySeconds());
    }

    /** What holds at worst, for whichever account. */
    MaildropLimits limits() {
        return jdbc.sql("""
                        with said as (
                            select newer_than_days, login_delay_seconds from domain_maildrop_policy
                            union all select newer_than_days, login_delay_seconds from account_maildrop_policy
                            union all select :newerThanDays, :loginDelay
                        )
                        select min(nullif(newer_than_days, 0)) as expire_days,
                            count(distinct newer_than_days) > 1 as expire_varies,
                            max(login_delay_seconds) as login_delay,
                            count(distinct login_delay_seconds) > 1 as login_delay_varies
                        from said""")
                .param("newerThanDays", properties.newerThanDays())
                .param("loginDelay", properties.loginDelaySeconds())
                .query((row, _) -> new MaildropLimits(
                        (Integer) row.getObject("expire_days"),
                        row.getBoolean("expire_varies"),
                        row.getInt("login_delay"),
                        row.getBoolean("login_delay_varies")))
                .single();
    }

    private static MaildropPolicy policy(ResultSet row, int number) throws SQLException {
        var deletion = row.getString("deletion");
        return new MaildropPolicy(
                deletion == null ? null : deletion(deletion),
                (Boolean) row.getObject("mark_read"),
                (Integer) row.getObject("newer_than_days"),
                (Integer) row.getObject("login_delay_seconds"));
    }

    private static Deletion deletion(String word) {
        return Deletion.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
