package org.valija.line.tls;

import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;

/**
 * What is known about an encrypted connection.
 *
 * @param session of a finished handshake
 */
public record TlsSession(ExtendedSSLSession session) {

    /** Such as {@code TLSv1.3}. */
    public String protocol() {
        return session.getProtocol();
    }

    /** Such as {@code TLS_AES_256_GCM_SHA384}. */
    public String cipher() {
        return session.getCipherSuite();
    }

    /**
     * The channel binding {@code tls-exporter}, 32 octets that only the two ends of this connection know. Empty where
     * the connection has none: TLS 1.2 without extended master secret.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9266.html#section-2">RFC 9266, 2</a>
     */
    public Optional<byte[]> channelBinding() {
        try {
            return Optional.of(session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32));
        } catch (SSLKeyException | UnsupportedOperationException | IllegalStateException _) {
            return Optional.empty();
        }
    }
}
