package org.valija.mailbox.apikey;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.apikey.AdminRole;
import org.valija.mailbox.api.apikey.ApiKey;
import org.valija.mailbox.api.apikey.ApiKey.LastUse;
import org.valija.mailbox.api.apikey.ApiKeyMade;
import org.valija.mailbox.api.apikey.NewApiKey;
import org.valija.mailbox.audit.Audit;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Cursor;
import org.valija.mailbox.web.Preconditions;

/** The keys of administrators, as other administrators see them: null for a domain means those of all. */
@Component
final class ApiKeys {

    private static final String COLUMNS =
            "id, label, role, domain, created_at, expires_at, last_used_at, last_used_address";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final SecureRandom random;
    private final Preconditions preconditions;
    private final Clock clock;

    ApiKeys(JdbcClient jdbc, Transactions transactions, SecureRandom random, Preconditions preconditions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.random = random;
        this.preconditions = preconditions;
        this.clock = clock;
    }

    ApiKeyMade create(NewApiKey wanted, @Nullable DomainName domain, Instant expiresAt) {
        if (!expiresAt.isAfter(clock.instant())) {
            throw new MailboxException.Invalid("expiresAt", "a key expires in the future");
        }
        var secret = ApiKeySecret.random(random);
        return transactions.write(() -> {
            try {
                var made = jdbc.sql("insert into api_key (label, digest, role, domain, created_at, expires_at)"
                                + " values (?, ?, ?, ?, ?, ?) returning " + COLUMNS)
                        .param(wanted.label())
                        .param(secret.digest())
                        .param(wanted.role().word())
                        .param(domain == null ? null : domain.value())
                        .param(Timestamp.from(clock.instant()))
                        .param(Timestamp.from(expiresAt))
                        .query(ApiKeys::read)
                        .single();
                return new ApiKeyMade(made, secret.value());
            } catch (DataIntegrityViolationException _) {
                throw new MailboxException.NotFound("there is no domain " + wanted.domain() + " here");
            }
        });
    }

    Page<ApiKey> list(@Nullable String domain, @Nullable String after, int limit) {
        var found = jdbc.sql("select " + COLUMNS + " from api_key"
                        + " where id > :after and (:domain::text is null or domain = :domain) order by id limit :limit")
                .param("after", Cursor.number(after))
                .param("domain", domain)
                .param("limit", limit + 1)
                .query(ApiKeys::read)
                .list();
        return Cursor.page(found, limit, it -> Long.toString(it.id()));
    }

    ApiKey get(long id, @Nullable String domain) {
        return jdbc.sql("select " + COLUMNS
                        + " from api_key where id = :id and (:domain::text is null or domain = :domain)")
                .param("id", id)
                .param("domain", domain)
                .query(ApiKeys::read)
                .optional()
                .orElseThrow(ApiKeys::none);
    }

    void delete(long id, @Nullable String domain) {
        transactions.run(() -> {
            var before = get(id, domain);
            preconditions.check(before);
            Audit.before(before);
            int deleted = jdbc.sql("delete from api_key where id = :id and (:domain::text is null or domain = :domain)")
                    .param("id", id)
                    .param("domain", domain)
                    .update();
            if (deleted == 0) {
                throw none();
            }
        });
    }

    private static MailboxException none() {
        return new MailboxException.NotFound("no such key");
    }

    private static ApiKey read(ResultSet row, int number) throws SQLException {
        var used = row.getTimestamp("last_used_at");
        return new ApiKey(
                row.getLong("id"),
                row.getString("label"),
                AdminRole.of(row.getString("role")),
                row.getString("domain"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                used == null ? null : new LastUse(used.toInstant(), row.getString("last_used_address")));
    }
}
