package org.valija.line;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.valija.line.proxy.AddressRange;

/**
 * Where to listen, and for whom. Made to be a component of a service's settings.
 *
 * @param address local address to bind; {@code 0.0.0.0} means every address, IPv6 too
 * @param port TCP port, 0 to 65535; 0 picks a free one, as tests do
 * @param tls when connections become encrypted
 * @param trustedProxies whose PROXY header is believed; connections from there must begin with one, as the PROXY
 *     protocol forbids guessing, and connections from anywhere else must not
 * @param backlog connections that the kernel may hold before they are accepted; at least 1
 * @param grace how long a stop waits for sessions to end by themselves before it closes them; not negative
 */
public record Listener(
        @DefaultValue("0.0.0.0") InetAddress address,
        int port,
        @DefaultValue("STARTTLS") TlsMode tls,
        @DefaultValue List<AddressRange> trustedProxies,
        @DefaultValue("1024") int backlog,
        @DefaultValue("20s") Duration grace) {

    public Listener {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535: " + port);
        }
        if (backlog < 1) {
            throw new IllegalArgumentException("backlog must be at least 1: " + backlog);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative: " + grace);
        }
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** A listener on every address that believes no proxy. */
    public static Listener on(int port, TlsMode tls) {
        return new Listener(InetAddress.ofLiteral("0.0.0.0"), port, tls, List.of(), 1024, Duration.ofSeconds(20));
    }

    /** A listener on a free port of the loopback address, as tests want it. */
    public static Listener onLoopback(TlsMode tls) {
        return new Listener(InetAddress.getLoopbackAddress(), 0, tls, List.of(), 1024, Duration.ofSeconds(5));
    }

    boolean trusts(InetAddress peer) {
        return trustedProxies.stream().anyMatch(range -> range.contains(peer));
    }
}
