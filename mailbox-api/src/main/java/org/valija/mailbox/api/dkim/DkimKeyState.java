package org.valija.mailbox.api.dkim;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a key has come. */
public enum DkimKeyState {
    /** Its record is to be published; it signs nothing yet. */
    PUBLISHED,
    /** It signs. */
    ACTIVE,
    /** It signs no more; its record stays until the last message that it signed has arrived, for some days. */
    RETIRED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
