package org.valija.line.sasl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM-SHA-256 proves the password without sending it, and that the server knows it too; -PLUS also that nobody sits
 * between the two. Here is what concerns the connection, the gs2-header and the channel binding; nonces and proofs are the
 * authenticator's.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-5">RFC 5802, 5</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7677.html#section-3">RFC 7677, 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9266.html#section-2">RFC 9266, 2</a>
 */
public final class Scram implements SaslMechanism {

    private static final String TLS_EXPORTER = "tls-exporter";

    /** What is read of {@code client-first-message-bare} here: the name, after an extension that nobody knows. */
    private static final Pattern USERNAME = Pattern.compile("n=(?<name>[^,]+),r=[!-+\\--~]+(?:,.*)?");

    private final byte @Nullable [] tlsExporter;
    private final boolean plusOffered;

    private Scram(byte @Nullable [] tlsExporter, boolean plusOffered) {
        this.tlsExporter = tlsExporter;
        this.plusOffered = plusOffered;
    }

    /** SCRAM-SHA-256-PLUS. @param tlsExporter what only the two ends of the connection know */
    static Scram boundTo(byte[] tlsExporter) {
        return new Scram(tlsExporter, true);
    }

    /** SCRAM-SHA-256. @param plusOffered whether the connection offers -PLUS as well */
    static Scram unbound(boolean plusOffered) {
        return new Scram(null, plusOffered);
    }

    @Override
    public String name() {
        return tlsExporter == null ? "SCRAM-SHA-256" : "SCRAM-SHA-256-PLUS";
    }

    @Override
    public <S> S authenticate(SaslExchange exchange, Authenticator<S> authenticator) throws IOException, SaslException {
        var clientFirst = text(exchange.initialResponse());
        var header = Gs2Header.read(clientFirst);
        requireBinding(header);
        var bare = clientFirst.substring(header.text().length());
        SaslMechanism.requireSelf(header.authorizationId(), username(bare));

        var clientFinal = text(exchange.challenge(octets(authenticator.challenge(bare))));
        // Says the gs2-header once more, under the proof: what an attacker changed of it shows here
        if (!clientFinal.startsWith("c=" + binding(header) + ",")) {
            throw new SaslException.Refused("channel binding is not that of this connection");
        }
        var proven = authenticator.prove(bare, clientFinal);
        if (exchange.challenge(octets(proven.serverFinalMessage())).length > 0) {
            throw new SaslException.Malformed("nothing follows the server's last message");
        }
        return proven.session();
    }

    private void requireBinding(Gs2Header header) throws SaslException {
        if (tlsExporter != null) {
            if (!header.bindingName().equals(TLS_EXPORTER)) {
                throw new SaslException.Malformed(name() + " needs the channel binding " + TLS_EXPORTER);
            }
        } else if (header.flag() == 'p') {
            throw new SaslException.Malformed("channel binding needs " + name() + "-PLUS");
        } else if (header.flag() == 'y' && plusOffered) {
            // The client could, and was told that we can't: somebody changed the list of mechanisms (RFC 5802, 6)
            throw new SaslException.Refused("channel binding is offered here, and the client was told otherwise");
        }
    }

    private static String username(String bare) throws SaslException {
        var username = USERNAME.matcher(bare);
        if (!username.matches()) {
            throw new SaslException.Malformed("SCRAM wants a user name and a nonce");
        }
        return Gs2Header.saslname(username.group("name"));
    }

    /** {@code channel-binding = "c=" base64}: of gs2-header and what the channel binding says. */
    private String binding(Gs2Header header) {
        byte[] said = octets(header.text());
        byte[] data = tlsExporter == null ? new byte[0] : tlsExporter;
        byte[] both = Arrays.copyOf(said, said.length + data.length);
        System.arraycopy(data, 0, both, said.length, data.length);
        return Base64.getEncoder().encodeToString(both);
    }

    private static String text(byte[] message) throws SaslException {
        return SaslExchange.text(message, 0, message.length);
    }

    private static byte[] octets(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
