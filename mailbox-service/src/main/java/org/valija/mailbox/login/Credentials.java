package org.valija.mailbox.login;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.account.ScramVerifier;
import org.valija.mailbox.api.AccountId;

/** Reads what a login is checked against. */
@Component
final class Credentials {

    private static final String SELECT = """
            select a.id, a.display_address, a.enabled and d.enabled as enabled, a.password_version,
              a.iterations, a.salt, a.stored_key, a.server_key
            from account a join domain d on d.name = a.domain where\s""";

    private final JdbcClient jdbc;

    Credentials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param enabled whether account and domain both are
     * @param passwordVersion how many passwords the account has had
     */
    record Credential(
            AccountId account, String address, boolean enabled, int passwordVersion, ScramVerifier verifier) {}

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
                        row.getBytes("server_key")));
    }
}
