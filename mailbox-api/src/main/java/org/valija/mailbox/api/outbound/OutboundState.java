package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of a message for one recipient elsewhere. */
public enum OutboundState {
    /** It waits to be sent. */
    QUEUED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
