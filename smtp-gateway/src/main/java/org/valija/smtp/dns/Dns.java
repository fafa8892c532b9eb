package org.valija.smtp.dns;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Asks the DNS. An implementation is safe for any thread. */
public interface Dns {

    /** What is asked for: RFC 1035, 3.3, and RFC 3596, 2.1. */
    enum Type {
        A,
        AAAA,
        PTR,
        /** Each record as one text, its strings put together. */
        TXT
    }

    /**
     * The records of a name, after its aliases.
     *
     * @param name in ASCII, with or without a dot at its end
     * @return empty if there is no such name, or none of that type
     * @throws DnsException if that can't be known now
     */
    List<String> records(String name, Type type) throws DnsException;

    /**
     * A host that takes mail for a domain.
     *
     * @param preference the lower, the more preferred; 0 to 65,535
     * @param host without a dot at its end; "." for none at all (RFC 7505, 3)
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-5.1">RFC 5321, 5.1</a>
     */
    record MailExchanger(int preference, String host) {}

    /**
     * The hosts that take mail for a domain, the most preferred first.
     *
     * @param domain in ASCII
     * @return empty if it names none
     * @throws DnsException if that can't be known now
     */
    List<MailExchanger> mailExchangers(String domain) throws DnsException;

    /** All addresses of a host, of one family: that of another address. */
    default List<InetAddress> addresses(String host, InetAddress like) throws DnsException {
        var type = like instanceof Inet6Address ? Type.AAAA : Type.A;
        return records(host, type).stream().map(InetAddress::ofLiteral).toList();
    }

    /** What an address calls itself. */
    default List<String> names(InetAddress address) throws DnsException {
        return records(reversed(address) + (address instanceof Inet6Address ? ".ip6.arpa" : ".in-addr.arpa"), Type.PTR);
    }

    /** An address with its parts from last to first, as zones list them: RFC 1035, 3.5, and RFC 5782, 2. */
    static String reversed(InetAddress address) {
        byte[] octets = address.getAddress();
        var parts = Stream.iterate(octets.length - 1, i -> i >= 0, i -> i - 1).map(i -> octets[i] & 0xff);
        return String.join(
                ".",
                address instanceof Inet6Address
                        ? parts.map(octet -> Integer.toHexString(octet & 0xf) + "." + Integer.toHexString(octet >> 4))
                                .toList()
                        : parts.map(String::valueOf).toList());
    }
}
