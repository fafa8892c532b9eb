package org.valija.smtp.judge;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code dmarc-request}: RFC 7489, 6.3. */
public enum DmarcPolicy {
    NONE,
    QUARANTINE,
    REJECT;

    static Optional<DmarcPolicy> read(@Nullable String text) {
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "none" -> Optional.of(NONE);
            case "quarantine" -> Optional.of(QUARANTINE);
            case "reject" -> Optional.of(REJECT);
            default -> Optional.empty();
        };
    }

    /** What is done instead with those messages that {@code pct} spares: RFC 7489, 6.6.4. */
    DmarcPolicy weaker() {
        return this == REJECT ? QUARANTINE : NONE;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
