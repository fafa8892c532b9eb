package org.valija.line.sasl;

import java.io.IOException;

/**
 * PLAIN: all in one message, {@code [authzid] NUL authcid NUL passwd}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4616.html#section-2">RFC 4616, 2</a>
 */
public record Plain() implements SaslMechanism {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public <S> S authenticate(SaslExchange exchange, Authenticator<S> authenticator) throws IOException, SaslException {
        byte[] message = exchange.initialResponse();
        int first = indexOfNul(message, 0);
        int second = indexOfNul(message, first + 1);
        // A third NUL is found by text()
        var authcid = SaslExchange.text(message, first + 1, second);
        var passwd = SaslExchange.text(message, second + 1, message.length);
        if (authcid.isEmpty() || passwd.isEmpty()) {
            throw new SaslException.Malformed("user name or password is empty");
        }
        SaslMechanism.requireSelf(SaslExchange.text(message, 0, first), authcid);
        return authenticator.password(new Credentials(authcid, passwd));
    }

    private static int indexOfNul(byte[] message, int from) throws SaslException {
        for (int i = from; i < message.length; i++) {
            if (message[i] == 0) {
                return i;
            }
        }
        throw new SaslException.Malformed("PLAIN needs two NULs");
    }
}
