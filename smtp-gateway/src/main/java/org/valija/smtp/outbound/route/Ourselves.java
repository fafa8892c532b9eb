package org.valija.smtp.outbound.route;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;

/**
 * Tells whether a server is this one, so that no message goes in circles.
 *
 * @param hostName what we call ourselves
 * @param ports where we take mail on all addresses of this machine
 * @param addresses by which others reach us, beyond those of this machine
 */
public record Ourselves(String hostName, Set<Integer> ports, Set<InetAddress> addresses) {

    boolean isUs(String host) {
        return hostName.equalsIgnoreCase(host);
    }

    boolean isUs(InetAddress address, int port) {
        return addresses.contains(address) || ports.contains(port) && isOfThisMachine(address);
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return false;
        }
    }
}
