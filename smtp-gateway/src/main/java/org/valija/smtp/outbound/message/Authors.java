package org.valija.smtp.outbound.message;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.valija.smtp.data.Header;

/** Who wrote a message, as its {@code From} tells. */
public final class Authors {

    private Authors() {}

    /** The domain of the only author, as A-labels; empty where there are several domains, or none. */
    public static Optional<String> domain(Header header) {
        List<String> domains = header.named("from").stream()
                .flatMap(header::addresses)
                .map(address -> address.substring(address.lastIndexOf('@') + 1))
                .distinct()
                .toList();
        if (domains.size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    IDN.toASCII(domains.getFirst(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
