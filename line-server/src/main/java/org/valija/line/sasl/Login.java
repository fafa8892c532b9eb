package org.valija.line.sasl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * LOGIN: asks for the user name, then for the password. Never became an RFC, and Outlook prefers it.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-murchison-sasl-login-00">draft-murchison-sasl-login</a>
 */
public record Login() implements SaslMechanism {

    // Some clients compare these, colon and all
    private static final byte[] USERNAME = "Username:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PASSWORD = "Password:".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public <S> S authenticate(SaslExchange exchange, Authenticator<S> authenticator) throws IOException, SaslException {
        byte[] username = exchange.initialResponseOr(USERNAME);
        byte[] password = exchange.challenge(PASSWORD);
        if (username.length == 0 || password.length == 0) {
            throw new SaslException.Malformed("user name or password is empty");
        }
        return authenticator.password(new Credentials(
                SaslExchange.text(username, 0, username.length), SaslExchange.text(password, 0, password.length)));
    }
}
