package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with recipients that wait. Those that a gateway has at this moment are left alone.
 *
 * @param recipient only this one; all if null
 * @param reason why they are given up, as their senders are told it: for {@link Action#BOUNCE}, where one that says little is
 *     told if null
 * @param route which they are sent by: for {@link Action#REROUTE}, where null sends them where they go by themselves
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboundOrder(
        Action action,
        @Nullable String recipient,
        @Nullable String reason,
        @Nullable Long route) {

    /** With nothing else to say. */
    public static OutboundOrder of(Action action) {
        return new OutboundOrder(action, null, null, null);
    }

    /** What is to be done. */
    public enum Action {
        /** Try again now. */
        RETRY,
        /** Wait until released. */
        HOLD,
        /** Wait no longer: what was held is tried now. */
        RELEASE,
        /** Give up, and tell nobody. */
        CANCEL,
        /** Give up, and tell the sender. */
        BOUNCE,
        /** Send by another route, now. */
        REROUTE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
