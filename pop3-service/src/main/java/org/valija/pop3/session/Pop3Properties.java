package org.valija.pop3.session;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.valija.line.Limits;
import org.valija.line.sasl.SaslMechanismName;

/**
 * @param hostName what this server calls itself in a certificate of its own making
 * @param tlsBundle SSL bundle of Spring Boot with the certificate to show; a self-signed one is made if null or empty
 * @param listeners by name, which is part of connection ids, logs and meters; lower case
 * @param limits connections, line length and errors; the same for each listener. A command line has at least 253
 *     octets (RFC 2449, 4)
 * @param saslMechanisms that clients may log in by; some cannot do one that they choose by themselves
 * @param autologout idle time before a client is dropped; at least 10 minutes (RFC 1939, 3)
 */
@ConfigurationProperties("pop3")
public record Pop3Properties(
        @DefaultValue("localhost") String hostName,
        @Nullable String tlsBundle,
        Map<String, ListenerProperties> listeners,
        @DefaultValue Limits limits,

        @DefaultValue({"scram-sha-256-plus", "scram-sha-256", "plain", "login"})
        Set<SaslMechanismName> saslMechanisms,

        @DefaultValue("10m") Duration autologout) {

    public Pop3Properties {
        listeners = Map.copyOf(listeners);
        saslMechanisms = Set.copyOf(saslMechanisms);
        if (limits.line() < 253) {
            throw new IllegalArgumentException("pop3.limits.line must be at least 253: " + limits.line());
        }
        if (autologout.compareTo(Duration.ofMinutes(10)) < 0) {
            throw new IllegalArgumentException("pop3.autologout must be at least 10 minutes: " + autologout);
        }
    }

    /** What a session of one listener has to know. */
    Policy policy(ListenerProperties listener) {
        return new Policy(
                listener.listen().tls(), listener.loopbackAuth(), saslMechanisms, autologout, limits.errors());
    }
}
