package org.valija.smtp.judge;

import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;

/**
 * What a domain wants to be done with mail that is not its own.
 *
 * @param policy for the domain: {@code p}
 * @param subdomainPolicy for what is below it: {@code sp}
 * @param strictDkim whether the signing domain must be the same: {@code adkim}
 * @param strictSpf whether the domain that SPF checked must be the same: {@code aspf}
 * @param percent of the messages that it is to be done with: {@code pct}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7489.html#section-6.3">RFC 7489, 6.3</a>
 */
record DmarcRecord(
        DmarcPolicy policy, DmarcPolicy subdomainPolicy, boolean strictDkim, boolean strictSpf, int percent) {

    /** Empty if it is not one: what it says must not be guessed, RFC 7489, 6.6.3. */
    static Optional<DmarcRecord> read(String text) {
        var tags = new HashMap<String, String>();
        boolean first = true;
        for (var part : text.split(";")) {
            int equals = part.indexOf('=');
            var name = equals < 0
                    ? part.strip()
                    : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            var value = equals < 0 ? "" : part.substring(equals + 1).strip();
            if (first && !(name.equals("v") && value.equals("DMARC1"))) {
                return Optional.empty();
            }
            first = false;
            tags.putIfAbsent(name, value);
        }
        var policy = DmarcPolicy.read(tags.get("p"));
        if (policy.isEmpty() && !tags.containsKey("rua")) {
            return Optional.empty();
        }
        // With an address for reports, but no policy that is one: RFC 7489, 6.6.3
        var p = policy.orElse(DmarcPolicy.NONE);
        return Optional.of(new DmarcRecord(
                p,
                DmarcPolicy.read(tags.get("sp")).orElse(p),
                "s".equalsIgnoreCase(tags.get("adkim")),
                "s".equalsIgnoreCase(tags.get("aspf")),
                percent(tags.getOrDefault("pct", "100"))));
    }

    private static int percent(String text) {
        return text.matches("[0-9]{1,3}") ? Math.min(100, Integer.parseInt(text)) : 100;
    }
}
