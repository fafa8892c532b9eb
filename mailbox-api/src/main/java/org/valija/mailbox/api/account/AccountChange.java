package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an account; null leaves a thing as it is.
 *
 * @param password 8 to 256 characters; tokens handed out before stay valid until they expire, and cannot be renewed
 * @param quotaBytes octets; 0 for no limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountChange(
        @Nullable String password,
        @Nullable Boolean enabled,
        @Nullable Long quotaBytes) {

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return "AccountChange[enabled=" + enabled + ", quotaBytes=" + quotaBytes + "]";
    }
}
