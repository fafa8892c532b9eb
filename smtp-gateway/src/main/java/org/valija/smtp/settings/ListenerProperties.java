package org.valija.smtp.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.valija.line.Limits;
import org.valija.line.Listener;

/**
 * One door, and its policy.
 *
 * @param role what it is for
 * @param enabled whether it is opened at all
 * @param listen address, port (0 picks a free one), TLS, and proxies to believe; LMTP is not for port 25 (RFC 2033, 5)
 * @param loopbackAuth whether clients on this machine may log in without TLS; all others never may (RFC 8314, 3)
 * @param message what a message may have here; null for what holds everywhere, as with the next three
 */
public record ListenerProperties(
        Role role,
        @DefaultValue("true") boolean enabled,
        Listener listen,
        @DefaultValue("false") boolean loopbackAuth,
        @Nullable MessageLimits message,
        @Nullable Timeouts timeouts,
        @Nullable Patience patience,
        @Nullable Limits limits) {

    private static final int SMTP = 25;

    public ListenerProperties {
        if (role == null || listen == null) {
            throw new IllegalArgumentException("a listener needs role and listen.port");
        }
        if (role == Role.LMTP && listen.port() == SMTP) {
            throw new IllegalArgumentException("LMTP must not be spoken on port 25: RFC 2033, 5");
        }
    }
}
