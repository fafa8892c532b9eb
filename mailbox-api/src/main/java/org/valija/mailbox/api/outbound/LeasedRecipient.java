package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a leased message is for: elsewhere, unless the order is {@link Order#CONFIRM}.
 *
 * @param address for RCPT: the local part as it was written, the domain as A-labels
 * @param deliveredTo the address here whose alias forwards to this one, for a {@code Delivered-To} field in front; null if no
 *     alias forwards it
 * @param attempts so many so far
 * @param order what to do
 * @param onDeferral what it means if this attempt fails for now
 * @param reason why an administrator gave it up; null unless the order is {@link Order#BOUNCE}
 * @param confirmation what became of it here: {@code DELIVERED} or {@code EXPANDED}; null unless the order is
 *     {@link Order#CONFIRM}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeasedRecipient(
        String address,
        @Nullable String deliveredTo,
        int attempts,
        Order order,
        OnDeferral onDeferral,
        @Nullable String reason,
        OutboundNotice.@Nullable Kind confirmation) {

    /** What to do with a recipient. */
    public enum Order {
        SEND,
        /** An administrator gave it up: no attempt, but a notice of failure as if it had been refused. */
        BOUNCE,
        /** It was taken care of here, and its sender wants to hear so: no attempt, but a notice of success. */
        CONFIRM;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it means if an attempt fails for now. */
    public enum OnDeferral {
        /** It is tried again, and nobody is told. */
        RETRY,
        /** It is tried again, and the sender is told of the delay, if that is wanted. */
        DELAYED,
        /** It is not tried again: its time is over, and the sender is told. */
        EXPIRE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
