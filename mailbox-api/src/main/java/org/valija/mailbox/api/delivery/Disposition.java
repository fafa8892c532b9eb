package org.valija.mailbox.api.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which mailbox a message is for. */
public enum Disposition {
    /** INBOX, or the mailbox that a sub-address names. */
    INBOX,
    /** The mailbox with the special use Junk (RFC 6154, 2); INBOX if there is none. */
    JUNK;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
