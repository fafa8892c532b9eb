package org.valija.mailbox.security;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What callers are known by.
 *
 * @param adminKey lets its holder manage domains, accounts and aliases; at least 16 characters
 * @param services the credential of each protocol service that there is, at least 16 characters, all different
 * @param tokenLifetime how long a user's token is good for; 1 minute to 1 day
 * @param tokenKeyLifetime how long a key signs tokens before another takes its place; at least 2 days
 */
@ConfigurationProperties("mailbox.security")
public record SecurityProperties(
        String adminKey,
        @DefaultValue Map<ServiceName, String> services,
        @DefaultValue("1h") Duration tokenLifetime,
        @DefaultValue("30d") Duration tokenKeyLifetime) {

    private static final int SHORTEST = 16;

    public SecurityProperties {
        if (adminKey == null || adminKey.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "mailbox.security.admin-key is missing or shorter than " + SHORTEST + " characters");
        }
        var all = new HashSet<>(services.values());
        all.add(adminKey);
        if (all.size() <= services.size()) {
            throw new IllegalArgumentException("mailbox.security: two credentials are the same");
        }
        services.forEach((name, secret) -> {
            if (secret.length() < SHORTEST) {
                throw new IllegalArgumentException(
                        "mailbox.security.services." + name.word() + " is shorter than " + SHORTEST + " characters");
            }
        });
        if (tokenLifetime.compareTo(Duration.ofMinutes(1)) < 0 || tokenLifetime.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("mailbox.security.token-lifetime is 1 minute to 1 day");
        }
        if (tokenKeyLifetime.compareTo(Duration.ofDays(2)) < 0) {
            throw new IllegalArgumentException("mailbox.security.token-key-lifetime is at least 2 days");
        }
        services = Map.copyOf(services);
    }

    /** No secret shows in a log. */
    @Override
    public String toString() {
        return "SecurityProperties[services=" + services.keySet() + ", tokenLifetime=" + tokenLifetime + "]";
    }
}
