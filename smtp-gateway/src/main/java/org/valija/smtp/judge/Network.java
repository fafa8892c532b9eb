package org.valija.smtp.judge;

import java.net.InetAddress;
import org.valija.line.proxy.AddressRange;

/** Whose a client's address is, roughly: large senders try again from another address of the same network. */
public final class Network {

    private Network() {}

    /** The first address of its /24, or of its /64. */
    public static String of(InetAddress client) {
        return AddressRange.around(client, 24, 64).network().getHostAddress();
    }
}
