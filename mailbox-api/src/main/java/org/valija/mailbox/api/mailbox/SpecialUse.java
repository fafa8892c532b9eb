package org.valija.mailbox.api.mailbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a mailbox is for: RFC 6154, 2. Each stands on at most one mailbox of an account. */
public enum SpecialUse {
    ARCHIVE,
    DRAFTS,
    FLAGGED,
    JUNK,
    SENT,
    TRASH;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
