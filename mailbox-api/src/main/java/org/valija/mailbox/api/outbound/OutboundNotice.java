package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;

/**
 * A notice for the sender of a leased message, to be sent to its reverse-path from the null one: RFC 3464.
 *
 * @param lease that it is about, settled along with it
 */
public record OutboundNotice(UUID lease, Kind kind) {

    /** {@code Action}: RFC 3464, 2.3.3. */
    public enum Kind {
        FAILED,
        /** That it takes longer. It is remembered that the sender was told. */
        DELAYED,
        DELIVERED,
        /** It went on to all whom an alias here names, from whom the sender hears no more of success. */
        EXPANDED,
        /** The next server has it, and sends no notices. */
        RELAYED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
