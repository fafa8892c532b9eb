package org.valija.smtp.outbound.dialogue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.valija.smtp.outbound.tls.TlsDemand;

/**
 * Where to connect to, and how.
 *
 * @param host its name, which its certificate must be for where one is demanded
 * @param source the address of ours to connect from; null for what the system chooses
 * @param login null for none; only ever given away over TLS
 */
public record Server(
        String host,
        InetSocketAddress address,
        @Nullable InetAddress source,
        TlsDemand tls,
        @Nullable Login login) {

    /** The same with another demand. */
    public Server with(TlsDemand demand) {
        return new Server(host, address, source, demand, login);
    }
}
