package org.valija.mailbox.login;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.account.ScramVerifier;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.account.Protocol;

/** Reads what a login is checked against. */
@Component
final class Credentials {

    private static final String SELECT = """
            select a.id, a.display_address, a.enabled and d.enabled as enabled, a.password_version,
              a.iterations, a.salt, a.stored_key, a.server_key, a.wire_log_until,
              p.app_passwords_only_for
            from account a join domain d on d.name = a.domain left join login_policy p on p.account_id = a.id where\s""";

    private final JdbcClient jdbc;

    Credentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param enabled whether account and domain both are
     * @param passwordVersion how many passwords the account has had
     * @param appPasswordsOnlyFor protocols over which the account's own password is not accepted
     * @param wireLogUntil null if what goes over the wire is not logged
     */
    record Credential(
            AccountId account,
            String address,
            boolean enabled,
            int passwordVersion,
            ScramVerifier verifier,
            Set<Protocol> appPasswordsOnlyFor,
            @Nullable Instant wireLogUntil) {

        boolean acceptsOwnPassword(Protocol protocol) {
            return !appPasswordsOnlyFor.contains(protocol);
        }
    }

    Optional<Credential> of(Address address) {
        return jdbc.sql(SELECT + "a.address = ?")
                .param(address.key())
                .query(Credentials::read)
                .optional();
    }

    Optional<Credential> of(AccountId account) {
        return jdbc.sql(SELECT + "a.id = ?")
                .param(account.value())
                .query(Credentials::read)
                .optional();
    }

    private static Credential read(ResultSet row, int number) throws SQLException {
        return new Credential(
                new AccountId(row.getLong("id")),
                row.getString("display_address"),
                row.getBoolean("enabled"),
                row.getInt("password_version"),
                new ScramVerifier(
                        row.getInt("iterations"),
                        row.getBytes("salt"),
                        row.getBytes("stored_key"),
                        row.getBytes("server_key")),
                protocols(row.getArray("app_passwords_only_for")),
                instant(row.getTimestamp("wire_log_until")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static Set<Protocol> protocols(@Nullable Array words) throws SQLException {
        return words == null
                ? Set.of()
                : Arrays.stream((String[]) words.getArray()).map(Protocol::of).collect(Collectors.toUnmodifiableSet());
    }
}
