package org.valija.mailbox.account;

import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;

/** Makes what is kept of passwords. Takes a while each time, as PBKDF2 does: not to be done within a transaction. */
@Component
final class PasswordVerifiers {

    private final JdbcClient jdbc;
    private final AccountProperties properties;
    private final SecureRandom random;

    PasswordVerifiers(JdbcClient jdbc, AccountProperties properties, SecureRandom random) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.random = random;
    }

    /** For a new account. */
    ScramVerifier make(Password password) {
        return ScramVerifier.of(password, properties.scramIterations(), random);
    }

    /**
     * For an account that has a password: with the salt that it has, as its app passwords can be used by SCRAM only under the
     * one salt that a challenge names; with a new one where the iterations of the settings have changed.
     */
    ScramVerifier make(AccountId account, Password password) {
        return jdbc.sql("select salt from account where id = ? and iterations = ?")
                .params(account.value(), properties.scramIterations())
                .query(byte[].class)
                .optional()
                .map(salt -> ScramVerifier.of(password, properties.scramIterations(), salt))
                .orElseGet(() -> make(password));
    }
}
