package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The flags with a meaning of their own, RFC 9051, 2.3.2. Recent is none of them: it belongs to a session. */
public enum SystemFlag {
    SEEN(1),
    ANSWERED(2),
    FLAGGED(4),
    DELETED(8),
    DRAFT(16);

    private final int bit;

    SystemFlag(int bit) {
        this.bit = bit;
    }

    /** The bit that stands for the flag where flags are kept as a number; never changes. */
    public int bit() {
        return bit;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
