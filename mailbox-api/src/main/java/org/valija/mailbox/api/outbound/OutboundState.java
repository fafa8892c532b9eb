package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of a message for one recipient elsewhere. */
public enum OutboundState {
    /** It waits to be sent for the first time. */
    QUEUED,
    /** A gateway has it, and is sending it. */
    LEASED,
    /** It could not be handed over yet, and waits to be tried again. */
    DEFERRED,
    /** It waits for an administrator to release it. */
    HELD,
    /** Another server has taken it over, or it is in a mailbox here, where its sender wants to be told of that. */
    DELIVERED,
    /** It was refused for good, by another server or an administrator: its sender is told. */
    BOUNCED,
    /** It could not be handed over in all the time that it had: its sender is told. */
    EXPIRED,
    /** An administrator gave it up; nobody is told. */
    CANCELLED;

    /** Whether nothing more will be done. */
    public boolean isFinal() {
        return switch (this) {
            case QUEUED, LEASED, DEFERRED, HELD -> false;
            case DELIVERED, BOUNCED, EXPIRED, CANCELLED -> true;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
