package org.valija.line.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses that share their first bits, written {@code 10.0.0.0/8}, {@code fd00::/8}, or as one address alone.
 *
 * @param network an address of the range; bits past the prefix do not matter
 * @param prefix bits that count: 0 to 32, or to 128 for IPv6
 */
public record AddressRange(InetAddress network, int prefix) {

    public AddressRange {
        int bits = network.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix must be 0 to " + bits + ": " + prefix);
        }
    }

    /**
     * Reads a range as settings write it; Spring finds this method by its name.
     *
     * @throws IllegalArgumentException if it is neither an address nor a range; names are never looked up
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            var address = literal(text);
            return new AddressRange(address, address.getAddress().length * Byte.SIZE);
        }
        return new AddressRange(literal(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /**
     * The network that an address lies in, the same for all of its addresses.
     *
     * @param ipv4 prefix for an IPv4 address, 0 to 32
     * @param ipv6 prefix for an IPv6 address, 0 to 128
     */
    public static AddressRange around(InetAddress address, int ipv4, int ipv6) {
        byte[] octets = address.getAddress();
        int prefix = octets.length == 4 ? ipv4 : ipv6;
        for (int bit = prefix; bit < octets.length * Byte.SIZE; bit++) {
            octets[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
        }
        try {
            return new AddressRange(InetAddress.getByAddress(octets), prefix);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An IPv4 address is never in an IPv6 range, nor the other way round. */
    public boolean contains(InetAddress address) {
        byte[] range = network.getAddress();
        byte[] other = address.getAddress();
        if (range.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((range[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Only the usual form of an IPv4 address: the JDK would also read {@code 10.1} and {@code 167772161}. */
    static InetAddress literal(String text) {
        var address = InetAddress.ofLiteral(text);
        if (text.indexOf(':') < 0 && !address.getHostAddress().equals(text)) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return address;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
