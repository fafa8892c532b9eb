package org.valija.imap.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.valija.line.Limits;

/**
 * @param hostName what this server calls itself in a certificate of its own making
 * @param tlsBundle SSL bundle of Spring Boot with the certificate to show; a self-signed one is made if null or empty
 * @param listeners by name, which is part of connection ids, logs and meters; lower case
 * @param limits connections, line length and errors; the same for each listener
 * @param timeouts how long a client may take
 * @param message the largest message that APPEND takes; at least 64 KB
 * @param argument the largest literal that is not a message; at least 1 KB
 * @param commandsBeforeLogin how many a client may give before it has logged in; at least 3
 */
@ConfigurationProperties("imap")
public record ImapProperties(
        @DefaultValue("localhost") String hostName,
        @Nullable String tlsBundle,
        Map<String, ListenerProperties> listeners,
        @DefaultValue Limits limits,
        @DefaultValue Timeouts timeouts,
        @DefaultValue("50MB") DataSize message,
        @DefaultValue("64KB") DataSize argument,
        @DefaultValue("50") int commandsBeforeLogin) {

    public ImapProperties {
        listeners = Map.copyOf(listeners);
        atLeast(64 * 1024, message.toBytes(), "message");
        atLeast(1024, argument.toBytes(), "argument");
        atLeast(3, commandsBeforeLogin, "commands-before-login");
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("imap." + name + " must be at least " + least + ": " + value);
        }
    }
}
