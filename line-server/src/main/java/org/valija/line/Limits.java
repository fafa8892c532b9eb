package org.valija.line;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one listener gives to all clients together, to one address, and to one connection. An IPv6 client counts by its
 * /64, since that is what one customer gets. A network is a /24 of IPv4, or a /56 of IPv6.
 *
 * @param connections open at once, from everywhere; at least 1
 * @param connectionsPerAddress open at once, from one address; at least 1
 * @param connectionsPerNetwork open at once, from all addresses of one network; at least 1
 * @param newConnectionsPerMinute from one address; all of them may come at once; at least 1
 * @param line octets in a line without its CRLF; at least 64
 * @param errors bad commands before the connection is closed; at least 1
 * @param handshake for a PROXY header and for a TLS handshake each, from beginning to end; positive
 * @param write how long a client may take none of what is written to it; positive
 */
public record Limits(
        @DefaultValue("20000") int connections,
        @DefaultValue("200") int connectionsPerAddress,
        @DefaultValue("1000") int connectionsPerNetwork,
        @DefaultValue("2000") int newConnectionsPerMinute,
        @DefaultValue("8192") int line,
        @DefaultValue("20") int errors,
        @DefaultValue("20s") Duration handshake,
        @DefaultValue("2m") Duration write) {

    public Limits {
        atLeast(1, connections, "connections");
        atLeast(1, connectionsPerAddress, "connectionsPerAddress");
        atLeast(1, connectionsPerNetwork, "connectionsPerNetwork");
        atLeast(1, newConnectionsPerMinute, "newConnectionsPerMinute");
        atLeast(64, line, "line");
        atLeast(1, errors, "errors");
        positive(handshake, "handshake");
        positive(write, "write");
    }

    /** The limits that hold where the settings say nothing. */
    public static Limits defaults() {
        return new Limits(20_000, 200, 1_000, 2_000, 8_192, 20, Duration.ofSeconds(20), Duration.ofMinutes(2));
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
        }
    }

    private static void positive(Duration value, String name) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
