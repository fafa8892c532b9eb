package org.valija.smtp.parse;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * {@code address-literal = "[" ( IPv4-address-literal / IPv6-address-literal ) "]"}. The general form is for tags that
 * nobody has registered, and is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.3">RFC 5321, 4.1.3</a>
 */
public record AddressLiteral(InetAddress address) implements DomainOrLiteral {

    private static final String IPV6 = "IPv6:";

    static AddressLiteral read(Arguments in) {
        in.require('[');
        var text = in.some("address literal", c -> Domain.isLetDig(c) || c == '.' || c == ':');
        in.require(']');
        boolean six = text.regionMatches(true, 0, IPV6, 0, IPV6.length());
        try {
            var address = six ? Inet6Address.ofLiteral(text.substring(IPV6.length())) : Inet4Address.ofLiteral(text);
            return new AddressLiteral(address);
        } catch (IllegalArgumentException _) {
            throw in.expected("address literal");
        }
    }

    /** {@code [192.0.2.1]} or {@code [IPv6:2001:db8:0:0:0:0:0:1]}. */
    @Override
    public String toString() {
        var text = address.getHostAddress();
        // An address of the local link carries its interface, which is nobody else's business
        int zone = text.indexOf('%');
        return "[" + (address instanceof Inet6Address ? IPV6 : "") + (zone < 0 ? text : text.substring(0, zone)) + "]";
    }
}
