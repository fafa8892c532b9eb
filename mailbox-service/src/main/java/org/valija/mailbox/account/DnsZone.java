package org.valija.mailbox.account;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.account.DnsRecords;
import org.valija.mailbox.api.account.DnsRecords.Entry;

/**
 * Writes down what the DNS should say of a domain.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6186.html">RFC 6186, SRV records for mail clients</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8314.html#section-5.1">RFC 8314, 5.1</a>
 */
@Component
final class DnsZone {

    private final DnsProperties properties;
    private final List<DnsTexts> texts;

    DnsZone(DnsProperties properties, List<DnsTexts> texts) {
        this.properties = properties;
        this.texts = texts;
    }

    DnsRecords of(DomainName domain) {
        var zone = new Zone(domain.value() + ".", new ArrayList<>());
        var hosts = properties.mx().isEmpty() ? List.of("mail." + domain.value()) : properties.mx();
        for (int i = 0; i < hosts.size(); i++) {
            zone.add("", "MX", (i + 1) * 10 + " " + absolute(hosts.get(i)), "mail for the domain comes here");
        }
        zone.add("", "TXT", text(properties.spf()), "which hosts send mail of the domain (SPF)");
        zone.add(
                "_dmarc.",
                "TXT",
                text(properties.dmarc()),
                "what receivers do with mail that is not from them (DMARC)");
        for (var source : texts) {
            for (var more : source.of(domain)) {
                zone.add(more.below(), "TXT", text(more.value()), more.purpose());
            }
        }
        clients(zone, hosts.getFirst());
        return new DnsRecords(domain.value(), List.copyOf(zone.entries()));
    }

    private void clients(Zone zone, String host) {
        var submission = orElse(properties.submission(), host);
        var pop3 = orElse(properties.pop3(), host);
        // TLS from the first octet is to be preferred: RFC 8314, 3.3
        zone.service("_submissions._tcp.", 0, 465, submission, "where clients send mail, with TLS");
        zone.service("_submission._tcp.", 10, 587, submission, "where clients send mail, with STARTTLS");
        zone.service("_imaps._tcp.", 0, 993, orElse(properties.imap(), host), "where clients read mail");
        if (pop3.isEmpty()) {
            zone.add("_pop3s._tcp.", "SRV", "0 0 0 .", "POP3 is not offered");
        } else {
            // A client that speaks both takes the smaller number: RFC 6186, 3.4
            zone.service("_pop3s._tcp.", 10, 995, pop3, "where clients fetch mail");
        }
        if (properties.autoconfig() != null) {
            var web = properties.autoconfig();
            zone.add("autoconfig.", "CNAME", absolute(web), "where clients ask for their settings");
            zone.service("_autodiscover._tcp.", 0, 443, web, "where other clients ask for their settings");
        }
    }

    private static String orElse(@Nullable String host, String other) {
        return host == null ? other : host;
    }

    private static String absolute(String host) {
        return host.endsWith(".") ? host : host + ".";
    }

    /** {@code <character-string>}s of at most 255 octets each: RFC 1035, 3.3. */
    private static String text(String value) {
        var quoted = new StringBuilder();
        for (int i = 0; i < value.length(); i += 255) {
            var piece = value.substring(i, Math.min(value.length(), i + 255));
            quoted.append(i == 0 ? "\"" : " \"")
                    .append(piece.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return quoted.toString();
    }

    /** What has been written so far. */
    private record Zone(String origin, List<Entry> entries) {

        void add(String below, String type, String value, String purpose) {
            entries.add(new Entry(below + origin, type, value, purpose));
        }

        void service(String below, int priority, int port, String host, String purpose) {
            add(below, "SRV", priority + " 1 " + port + " " + absolute(host), purpose);
        }
    }
}
