package org.valija.smtp.judge;

import java.net.InetAddress;
import java.util.ArrayList;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsException;
import org.valija.smtp.settings.JudgeProperties;

/** Looks at a client: its name, the name it gives, and the lists it is in. A question without an answer weighs nothing. */
final class StandingCheck {

    private final Dns dns;
    private final JudgeProperties properties;

    StandingCheck(Dns dns, JudgeProperties properties) {
        this.dns = dns;
        this.properties = properties;
    }

    /** @param helo domain, or address literal in brackets */
    Standing check(InetAddress client, String helo) {
        var findings = new ArrayList<String>();
        int weight = 0;
        var iprev = Iprev.check(client, dns);
        if (iprev.result() == Result.FAIL) {
            weight += properties.noReverseDns();
            findings.add("no reverse DNS");
        }
        if (!leadsTo(helo, client)) {
            weight += properties.heloMismatch();
            findings.add("HELO name is another's");
        }
        for (var list : properties.lists().values()) {
            if (isListed(client, list.zone())) {
                weight += list.weight();
                findings.add("listed by " + list.zone());
            }
        }
        return new Standing(iprev, weight, findings);
    }

    private boolean leadsTo(String helo, InetAddress client) {
        if (helo.startsWith("[")) {
            return helo.endsWith(client.getHostAddress() + "]");
        }
        try {
            return dns.addresses(helo, client).contains(client);
        } catch (DnsException _) {
            return true;
        }
    }

    /** RFC 5782, 2.1: only 127.0.0.0/8 means that it is; 127.255.255.0/24 says that the question is not welcome. */
    private boolean isListed(InetAddress client, String zone) {
        try {
            return dns.records(Dns.reversed(client) + "." + zone, Dns.Type.A).stream()
                    .anyMatch(answer -> answer.startsWith("127.") && !answer.startsWith("127.255.255."));
        } catch (DnsException _) {
            return false;
        }
    }
}
