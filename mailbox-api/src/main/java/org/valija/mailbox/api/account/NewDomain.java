package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A domain to be made; what is null gets its default. {@link Domain} says what each means.
 *
 * @param name a domain name, in Unicode or in its ASCII form (RFC 5890); kept in lower case, as A-labels
 * @param aliasOf a domain here that is no other's name; none if null
 * @param catchAll an account or alias here; none if null
 * @param subaddressing true if null
 * @param separator {@code +} if null
 * @param quotaBytes octets, 0 for no limit; the default of the settings if null
 * @param quotaMessages 0 for no limit; the default of the settings if null
 * @param quotaMailboxes 0 for no limit; that of the settings, now and whenever they change, if null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewDomain(
        String name,
        @Nullable String aliasOf,
        @Nullable String catchAll,
        @Nullable Boolean subaddressing,
        @Nullable String separator,
        @Nullable Long quotaBytes,
        @Nullable Long quotaMessages,
        @Nullable Long quotaMailboxes) {

    /** With all defaults. Not for JSON: a domain is an object, no string. */
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public NewDomain(String name) {
        this(name, null, null, null, null, null, null, null);
    }

    /** Another name of a domain. */
    public static NewDomain aliasOf(String name, String other) {
        return new NewDomain(name, other, null, null, null, null, null, null);
    }
}
