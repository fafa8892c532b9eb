package org.valija.smtp.judge;

import java.net.InetAddress;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsException;

/**
 * Whether a client's address has a name, and that name the address.
 *
 * @param name that has the address; empty unless it passed
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8601.html#section-3">RFC 8601, 3</a>
 */
public record Iprev(InetAddress client, Result result, String name) {

    private static final int MOST_NAMES = 10;

    static Iprev check(InetAddress client, Dns dns) {
        try {
            for (var name : dns.names(client).stream().limit(MOST_NAMES).toList()) {
                if (dns.addresses(name, client).contains(client)) {
                    return new Iprev(client, Result.PASS, name);
                }
            }
            return new Iprev(client, Result.FAIL, "");
        } catch (DnsException _) {
            return new Iprev(client, Result.TEMPERROR, "");
        }
    }
}
