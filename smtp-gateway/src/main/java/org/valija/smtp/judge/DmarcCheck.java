package org.valija.smtp.judge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsException;

/** Whether the domain that readers see as the author's stands behind the message, and what it wants if it does not. */
final class DmarcCheck {

    private final Dns dns;
    private final IntSupplier sample;

    /** @param sample 0 to 99, to be compared with {@code pct}; each message takes one */
    DmarcCheck(Dns dns, IntSupplier sample) {
        this.dns = dns;
        this.sample = sample;
    }

    private record Published(DmarcRecord record, boolean ofSubdomain) {}

    /** @param authors the domains of all addresses in all From fields: lower case, A-labels */
    DmarcResult check(List<String> authors, SpfResult spf, List<DkimResult> dkim) {
        var domains = authors.stream().distinct().toList();
        if (domains.size() != 1) {
            // Nobody could tell whose policy holds: RFC 7489, 6.6.1
            return new DmarcResult(Result.PERMERROR, "", DmarcPolicy.NONE, DmarcPolicy.NONE);
        }
        var domain = domains.getFirst();
        try {
            return find(domain)
                    .map(published -> check(domain, published, spf, dkim))
                    .orElseGet(() -> new DmarcResult(Result.NONE, domain, DmarcPolicy.NONE, DmarcPolicy.NONE));
        } catch (DnsException _) {
            return new DmarcResult(Result.TEMPERROR, domain, DmarcPolicy.NONE, DmarcPolicy.NONE);
        }
    }

    /** The record of the domain, or else of the one that was registered: RFC 7489, 6.6.3. */
    private Optional<Published> find(String domain) throws DnsException {
        var own = record(domain).map(record -> new Published(record, false));
        var organization = OrganizationalDomain.of(domain);
        if (own.isPresent() || organization.equals(domain)) {
            return own;
        }
        return record(organization).map(record -> new Published(record, true));
    }

    private Optional<DmarcRecord> record(String domain) throws DnsException {
        var records = dns.records("_dmarc." + domain, Dns.Type.TXT).stream()
                .flatMap(text -> DmarcRecord.read(text).stream())
                .toList();
        return records.size() == 1 ? Optional.of(records.getFirst()) : Optional.empty();
    }

    private DmarcResult check(String domain, Published published, SpfResult spf, List<DkimResult> dkim) {
        var record = published.record();
        var policy = published.ofSubdomain() ? record.subdomainPolicy() : record.policy();
        boolean passed = spf.result() == Result.PASS && aligned(domain, spf.domain(), record.strictSpf())
                || dkim.stream()
                        .anyMatch(signature -> signature.result() == Result.PASS
                                && aligned(domain, signature.domain(), record.strictDkim()));
        if (passed) {
            return new DmarcResult(Result.PASS, domain, policy, DmarcPolicy.NONE);
        }
        boolean unknown = spf.result() == Result.TEMPERROR
                || dkim.stream().anyMatch(signature -> signature.result() == Result.TEMPERROR);
        if (unknown) {
            return new DmarcResult(Result.TEMPERROR, domain, policy, DmarcPolicy.NONE);
        }
        var wanted = sample.getAsInt() < record.percent() ? policy : policy.weaker();
        return new DmarcResult(Result.FAIL, domain, policy, wanted);
    }

    /** Identifier alignment: RFC 7489, 3.1. */
    private static boolean aligned(String author, String authenticated, boolean strict) {
        var other = authenticated.toLowerCase(Locale.ROOT);
        return strict ? author.equals(other) : OrganizationalDomain.of(author).equals(OrganizationalDomain.of(other));
    }
}
