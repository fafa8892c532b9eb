package org.valija.smtp.settings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How mail goes out to other servers.
 *
 * @param enabled whether it does at all; mail waits in the queue if no gateway sends it
 * @param port of other servers; another one than 25 makes sense in tests only
 * @param ipv6 whether servers are reached by IPv6, which is tried before IPv4
 * @param ipv4 whether servers are reached by IPv4
 * @param sources addresses of ours to send from, one of each family; the system chooses if empty
 * @param ourAddresses by which others reach us, beyond those of this machine, such as that of a load balancer: mail for
 *     them would come back
 * @param addresses of a destination that are tried for one message, at most
 * @param messages that are sent at the same time, at most
 * @param connections to one destination, at most
 * @param rate messages a minute for one destination, at most; 0 for any number
 * @param sourceConnections from one address of ours, at most
 * @param sourceRate messages a minute from one address of ours, at most; 0 for any number
 * @param messagesPerConnection after which it is closed
 * @param recipients of one transaction, at most; servers must take 100 (RFC 5321, 4.5.3.1.8)
 * @param keepIdle how long a connection waits for another message
 * @param lease how long a message is ours, before another gateway may send it; renewed while we have it
 * @param grace how long a stop waits for messages that are being sent
 * @param backOff how long a destination that is down or refuses all is left alone; doubled up to longestBackOff
 * @param longestBackOff see {@code backOff}
 * @param returned the largest message that a notice brings back whole; of a larger one it has the header
 * @param tlsTrust SSL bundle of Spring Boot with those who are trusted where certificates are verified; those of the Java
 *     installation if null or empty
 * @param timeouts how long other servers may take
 */
public record OutboundProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("25") int port,
        @DefaultValue("true") boolean ipv6,
        @DefaultValue("true") boolean ipv4,
        @DefaultValue List<InetAddress> sources,
        @DefaultValue Set<InetAddress> ourAddresses,
        @DefaultValue("6") int addresses,
        @DefaultValue("500") int messages,
        @DefaultValue("10") int connections,
        @DefaultValue("0") int rate,
        @DefaultValue("500") int sourceConnections,
        @DefaultValue("0") int sourceRate,
        @DefaultValue("100") int messagesPerConnection,
        @DefaultValue("100") int recipients,
        @DefaultValue("5s") Duration keepIdle,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("20s") Duration grace,
        @DefaultValue("30s") Duration backOff,
        @DefaultValue("15m") Duration longestBackOff,
        @DefaultValue("1MB") DataSize returned,
        @Nullable String tlsTrust,
        @DefaultValue OutboundTimeouts timeouts) {

    public OutboundProperties {
        sources = List.copyOf(sources);
        ourAddresses = Set.copyOf(ourAddresses);
        positive(port, "port");
        positive(addresses, "addresses");
        positive(messages, "messages");
        positive(connections, "connections");
        positive(sourceConnections, "source-connections");
        positive(messagesPerConnection, "messages-per-connection");
        positive(recipients, "recipients");
        if (messages > 1_000 || rate < 0 || sourceRate < 0) {
            throw new IllegalArgumentException("smtp.outbound.messages is 1,000 at most, and no rate is negative");
        }
        if (!ipv6 && !ipv4) {
            throw new IllegalArgumentException("smtp.outbound needs one of ipv6 and ipv4");
        }
        if (lease.toSeconds() < 10 || lease.toSeconds() > 3_600) {
            throw new IllegalArgumentException("smtp.outbound.lease must be 10 seconds to an hour: " + lease);
        }
        if (!keepIdle.isPositive()
                || grace.isNegative()
                || !backOff.isPositive()
                || longestBackOff.compareTo(backOff) < 0) {
            throw new IllegalArgumentException(
                    "smtp.outbound.keep-idle and back-off must be positive, longest-back-off no less, and grace not negative");
        }
    }

    private static void positive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException("smtp.outbound." + name + " must be positive: " + value);
        }
    }
}
