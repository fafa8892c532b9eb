package org.valija.mailbox.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sender wants to hear about one recipient.
 *
 * @param notices when it wants one; empty if it did not say
 * @param originalRecipient whom the message was for in the first place, as {@code type;address}; null if not said: RFC 3461,
 *     4.2
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecipientOptions(
        Set<Notice> notices, @Nullable String originalRecipient) {

    /** {@code NOTIFY}: RFC 3461, 4.1. */
    public enum Notice {
        /** None at all; stands alone. */
        NEVER,
        SUCCESS,
        FAILURE,
        DELAY
    }
}
