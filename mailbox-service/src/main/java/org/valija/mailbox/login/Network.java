package org.valija.mailbox.login;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The network that an attempt comes from: an IPv4 address, or the /64 of an IPv6 one, which is what one host gets. */
final class Network {

    private static final int IPV6_OCTETS = 16;
    private static final int PREFIX_OCTETS = 8;

    private Network() {}

    /** Any text that is no address literal is one network by itself; nothing is asked of the DNS. */
    static String of(String clientAddress) {
        try {
            var octets = InetAddress.ofLiteral(clientAddress).getAddress();
            return HexFormat.of()
                    .formatHex(octets.length == IPV6_OCTETS ? Arrays.copyOf(octets, PREFIX_OCTETS) : octets);
        } catch (IllegalArgumentException _) {
            return clientAddress;
        }
    }
}
