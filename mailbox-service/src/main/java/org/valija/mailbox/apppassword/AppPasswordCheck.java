package org.valija.mailbox.apppassword;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.ScramVerifier;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.account.Protocol;

/** Which of an account's app passwords are good for a login now. */
@Component
public final class AppPasswordCheck {

    private static final String GOOD = """
            select id, expires_at, iterations, salt, stored_key, server_key from app_password
            where account_id = :account and :protocol = any(scopes) and (expires_at is null or expires_at > :now)""";

    private final JdbcClient jdbc;
    private final Clock clock;

    AppPasswordCheck(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One that is good.
     *
     * @param expiresAt null for never
     */
    public record Good(long id, @Nullable Instant expiresAt, ScramVerifier verifier) {}

    /** Finds one by the password that was given. Costs no PBKDF2. */
    public Optional<Good> find(AccountId account, AppPasswordSecret secret, Protocol protocol) {
        return good(GOOD + " and digest = :digest", account, protocol)
                .param("digest", secret.digest())
                .query(AppPasswordCheck::read)
                .optional();
    }

    /** Finds one that is being used already, by its id. */
    public Optional<Good> find(AccountId account, long id, Protocol protocol) {
        return good(GOOD + " and id = :id", account, protocol)
                .param("id", id)
                .query(AppPasswordCheck::read)
                .optional();
    }

    /** All whose verifiers go with a challenge of this salt: the client may mean any of them. */
    public List<Good> all(AccountId account, Protocol protocol, ScramVerifier challenged) {
        return good(GOOD + " and salt = :salt and iterations = :iterations", account, protocol)
                .param("salt", challenged.salt())
                .param("iterations", challenged.iterations())
                .query(AppPasswordCheck::read)
                .list();
    }

    private JdbcClient.StatementSpec good(String sql, AccountId account, Protocol protocol) {
        return jdbc.sql(sql)
                .param("account", account.value())
                .param("protocol", protocol.word())
                .param("now", Timestamp.from(clock.instant()));
    }

    private static Good read(ResultSet row, int number) throws SQLException {
        var expires = row.getTimestamp("expires_at");
        return new Good(
                row.getLong("id"),
                expires == null ? null : expires.toInstant(),
                new ScramVerifier(
                        row.getInt("iterations"),
                        row.getBytes("salt"),
                        row.getBytes("stored_key"),
                        row.getBytes("server_key")));
    }
}
