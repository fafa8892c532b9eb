package org.valija.mailbox.apppassword;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Password;
import org.valija.mailbox.account.ScramVerifier;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.AppPassword;
import org.valija.mailbox.api.account.AppPassword.LastUse;
import org.valija.mailbox.api.account.AppPasswordMade;
import org.valija.mailbox.api.account.NewAppPassword;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.event.EventData.AccountChanged;
import org.valija.mailbox.api.event.EventData.Change;
import org.valija.mailbox.audit.Audit;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Cursor;
import org.valija.mailbox.web.Preconditions;

/** The app passwords of accounts, as their users and administrators see them. */
@Component
final class AppPasswords {

    private static final int MOST = 50;
    private static final String COLUMNS =
            "id, label, scopes, created_at, expires_at, last_used_at, last_used_protocol, last_used_address";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final EventLog events;
    private final SecureRandom random;
    private final Preconditions preconditions;
    private final Clock clock;

    AppPasswords(
            JdbcClient jdbc,
            Transactions transactions,
            EventLog events,
            SecureRandom random,
            Preconditions preconditions,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.random = random;
        this.preconditions = preconditions;
        this.clock = clock;
    }

    AppPasswordMade create(AccountId account, NewAppPassword wanted) {
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(clock.instant())) {
            throw new MailboxException.Invalid("expiresAt", "an app password expires in the future, or never");
        }
        var secret = AppPasswordSecret.random(random);
        // Before the transaction, as it takes a while
        var verifier = verifier(account, secret);
        return transactions.write(() -> {
            var address = lock(account);
            int count = jdbc.sql("select count(*) from app_password where account_id = ?")
                    .param(account.value())
                    .query(Integer.class)
                    .single();
            if (count >= MOST) {
                throw new MailboxException.InUse("an account has at most " + MOST + " app passwords: delete one first");
            }
            var made = insert(account, wanted, secret, verifier);
            events.append(List.of(new AccountChanged(account, Change.APP_PASSWORD_MADE, address)));
            return new AppPasswordMade(made, secret.shown());
        });
    }

    private ScramVerifier verifier(AccountId account, AppPasswordSecret secret) {
        var password = Password.given(secret.shown());
        return jdbc.sql("select iterations, salt from account where id = ?")
                .param(account.value())
                .query((row, _) -> ScramVerifier.of(password, row.getInt(1), row.getBytes(2)))
                .optional()
                .orElseThrow(AppPasswords::noAccount);
    }

    private AppPassword insert(
            AccountId account, NewAppPassword wanted, AppPasswordSecret secret, ScramVerifier verifier) {
        var scopes = wanted.scopes().stream().distinct().map(Protocol::word).toArray(String[]::new);
        return jdbc.sql("""
            insert into app_password
              (account_id, label, scopes, digest, iterations, salt, stored_key, server_key, created_at, expires_at)
            values (:account, :label, :scopes, :digest, :iterations, :salt, :storedKey, :serverKey, :now, :expires)
            returning""" + " " + COLUMNS)
                .param("account", account.value())
                .param("label", wanted.label())
                .param("scopes", scopes)
                .param("digest", secret.digest())
                .param("iterations", verifier.iterations())
                .param("salt", verifier.salt())
                .param("storedKey", verifier.storedKey())
                .param("serverKey", verifier.serverKey())
                .param("now", Timestamp.from(clock.instant()))
                .param("expires", wanted.expiresAt() == null ? null : Timestamp.from(wanted.expiresAt()))
                .query(AppPasswords::read)
                .single();
    }

    Page<AppPassword> list(AccountId account, @Nullable String after, int limit) {
        var found = jdbc.sql("select " + COLUMNS
                        + " from app_password where account_id = :account and id > :after order by id limit :limit")
                .param("account", account.value())
                .param("after", Cursor.number(after))
                .param("limit", limit + 1)
                .query(AppPasswords::read)
                .list();
        return Cursor.page(found, limit, it -> Long.toString(it.id()));
    }

    AppPassword get(AccountId account, long id) {
        return jdbc.sql("select " + COLUMNS + " from app_password where account_id = ? and id = ?")
                .params(account.value(), id)
                .query(AppPasswords::read)
                .optional()
                .orElseThrow(AppPasswords::none);
    }

    void delete(AccountId account, long id) {
        transactions.run(() -> {
            var address = lock(account);
            var before = get(account, id);
            preconditions.check(before);
            Audit.before(before);
            int deleted = jdbc.sql("delete from app_password where account_id = ? and id = ?")
                    .params(account.value(), id)
                    .update();
            if (deleted == 0) {
                throw none();
            }
            events.append(List.of(new AccountChanged(account, Change.APP_PASSWORD_REVOKED, address)));
        });
    }

    /** Holds the account's row, and tells its address. */
    private String lock(AccountId account) {
        return jdbc.sql("select display_address from account where id = ? for no key update")
                .param(account.value())
                .query(String.class)
                .optional()
                .orElseThrow(AppPasswords::noAccount);
    }

    private static MailboxException none() {
        return new MailboxException.NotFound("no such app password");
    }

    private static MailboxException noAccount() {
        return new MailboxException.NotFound("no such account");
    }

    private static AppPassword read(ResultSet row, int number) throws SQLException {
        var expires = row.getTimestamp("expires_at");
        var used = row.getTimestamp("last_used_at");
        return new AppPassword(
                row.getLong("id"),
                row.getString("label"),
                Arrays.stream((String[]) row.getArray("scopes").getArray())
                        .map(Protocol::of)
                        .toList(),
                row.getTimestamp("created_at").toInstant(),
                expires == null ? null : expires.toInstant(),
                used == null
                        ? null
                        : new LastUse(
                                used.toInstant(),
                                Protocol.of(row.getString("last_used_protocol")),
                                row.getString("last_used_address")));
    }
}
