package org.valija.mailbox.api.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much an administrator may do; each may what those before it may. None of them reads mail. */
public enum AdminRole {
    /** See domains, accounts, aliases, live sessions and what was changed. */
    READ,
    /** Make, change and delete accounts and aliases. */
    PROVISION,
    /** Change domains, and make keys; with a key for everything also make domains, and run jobs. */
    FULL;

    /** As it stands in requests: {@code provision}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such role */
    @JsonCreator
    public static AdminRole of(String word) {
        for (var known : values()) {
            if (known.word().equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException("a role is read, provision or full, not " + word);
    }

    public boolean isAtLeast(AdminRole other) {
        return compareTo(other) >= 0;
    }
}
