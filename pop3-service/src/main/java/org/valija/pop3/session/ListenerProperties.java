package org.valija.pop3.session;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.valija.line.Listener;

/**
 * One door, and who may log in there.
 *
 * @param enabled whether it is opened at all
 * @param listen address, port (0 picks a free one), TLS, and proxies to believe
 * @param loopbackAuth whether clients on this machine may log in without TLS; all others never may (RFC 8314, 3)
 */
public record ListenerProperties(
        @DefaultValue("true") boolean enabled,
        Listener listen,
        @DefaultValue("false") boolean loopbackAuth) {

    public ListenerProperties {
        if (listen == null) {
            throw new IllegalArgumentException("a listener needs listen.port");
        }
    }
}
