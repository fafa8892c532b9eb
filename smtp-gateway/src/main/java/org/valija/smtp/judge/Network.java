package org.valija.smtp.judge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Whose a client's address is, roughly: large senders try again from another address of the same network. */
public final class Network {

    private static final int IPV4 = 3;
    private static final int IPV6 = 8;

    private Network() {}

    /** The first address of its /24, or of its /64. */
    public static String of(InetAddress client) {
        byte[] octets = client.getAddress();
        try {
            int kept = octets.length == 4 ? IPV4 : IPV6;
            return InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(octets, kept), octets.length))
                    .getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
