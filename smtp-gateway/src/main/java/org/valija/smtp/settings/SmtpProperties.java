package org.valija.smtp.settings;

import static java.util.Objects.requireNonNullElse;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.valija.line.Limits;
import org.valija.line.sasl.SaslMechanismName;

/**
 * @param hostName what this server calls itself: in greetings, {@code Received} and Message-IDs; a fully qualified name
 *     that leads back to it
 * @param tlsBundle SSL bundle of Spring Boot with the certificate to show; a self-signed one is made if null or empty
 * @param listeners by name, which is part of connection ids, logs and meters; lower case
 * @param message what a message may have; this and what follows holds for each listener that has no settings of its own
 * @param timeouts how long a client may take
 * @param patience how much of one connection is put up with
 * @param dns whom to ask for DNS; the same for all
 * @param judge how mail from strangers is judged; the same for all
 * @param saslMechanisms that clients may log in by; some cannot do one that they choose by themselves
 * @param outbound how mail goes out
 * @param limits connections, line length and errors
 */
@ConfigurationProperties("smtp")
public record SmtpProperties(
        @DefaultValue("localhost") String hostName,
        @Nullable String tlsBundle,
        Map<String, ListenerProperties> listeners,
        @DefaultValue MessageLimits message,
        @DefaultValue Timeouts timeouts,
        @DefaultValue Patience patience,
        @DefaultValue DnsProperties dns,
        @DefaultValue JudgeProperties judge,
        @DefaultValue OutboundProperties outbound,

        @DefaultValue({"scram-sha-256-plus", "scram-sha-256", "plain", "login"})
        Set<SaslMechanismName> saslMechanisms,

        @DefaultValue Limits limits) {

    public SmtpProperties {
        if (!hostName.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?")) {
            throw new IllegalArgumentException("smtp.host-name is no host name: " + hostName);
        }
        listeners = Map.copyOf(listeners);
        saslMechanisms = Set.copyOf(saslMechanisms);
    }

    /** What a session of one listener has to know. */
    public Policy policy(String listener) {
        var properties = listener(listener);
        return new Policy(
                hostName,
                properties.role(),
                properties.listen().tls(),
                properties.loopbackAuth(),
                saslMechanisms,
                requireNonNullElse(properties.message(), message),
                requireNonNullElse(properties.timeouts(), timeouts),
                requireNonNullElse(properties.patience(), patience),
                limits(listener).errors());
    }

    /** The limits of one listener. */
    public Limits limits(String listener) {
        return requireNonNullElse(listener(listener).limits(), limits);
    }

    private ListenerProperties listener(String name) {
        var properties = listeners.get(name);
        if (properties == null) {
            throw new IllegalArgumentException("no listener is named " + name);
        }
        return properties;
    }
}
