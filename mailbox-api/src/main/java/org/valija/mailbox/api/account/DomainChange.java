package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a domain; null leaves a thing as it is. {@link Domain} says what each means.
 *
 * @param aliasOf a domain here that is no other's name; empty for none
 * @param catchAll an account or alias here; empty for none
 * @param quotaBytes octets; 0 for no limit
 * @param quotaMessages 0 for no limit
 * @param quotaMailboxes 0 for no limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DomainChange(
        @Nullable Boolean enabled,
        @Nullable String aliasOf,
        @Nullable String catchAll,
        @Nullable Boolean subaddressing,
        @Nullable String separator,
        @Nullable Long quotaBytes,
        @Nullable Long quotaMessages,
        @Nullable Long quotaMailboxes) {

    /** Lets a domain receive mail and its users log in, or not. */
    public static DomainChange enabled(boolean enabled) {
        return new DomainChange(enabled, null, null, null, null, null, null, null);
    }

    /** Sends mail for addresses that nobody has to this one; empty for to nobody. */
    public static DomainChange catchAll(String address) {
        return new DomainChange(null, null, address, null, null, null, null, null);
    }

    /** The quotas of accounts that have none of their own; 0 for no limit. */
    public static DomainChange quota(long bytes, long messages) {
        return new DomainChange(null, null, null, null, null, bytes, messages, null);
    }

    /** The quota in mailboxes of accounts that have none of their own; 0 for no limit. */
    public static DomainChange quotaMailboxes(long mailboxes) {
        return new DomainChange(null, null, null, null, null, null, null, mailboxes);
    }
}
