package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an account; null leaves a thing as it is.
 *
 * @param address its new address; mail, mailboxes, passwords and tokens stay, and aliases to the old address lead to the new
 *     one
 * @param password 8 to 256 characters; tokens handed out before stay valid until they expire, and cannot be renewed
 * @param quotaBytes the account's own quota in octets; 0 for no limit
 * @param quotaMessages the account's own quota in messages; 0 for no limit
 * @param quotaMailboxes the account's own quota in mailboxes; 0 for no limit
 * @param domainQuota true lets the defaults of the domain hold again, for octets, messages and mailboxes; not to be combined with
 *     quotas of its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountChange(
        @Nullable String address,
        @Nullable String password,
        @Nullable Boolean enabled,
        @Nullable Long quotaBytes,
        @Nullable Long quotaMessages,
        @Nullable Long quotaMailboxes,
        @Nullable Boolean domainQuota) {

    /** Gives the account another address. */
    public static AccountChange address(String address) {
        return new AccountChange(address, null, null, null, null, null, null);
    }

    public static AccountChange password(String password) {
        return new AccountChange(null, password, null, null, null, null, null);
    }

    /** Lets a user log in and receive mail, or not. */
    public static AccountChange enabled(boolean enabled) {
        return new AccountChange(null, null, enabled, null, null, null, null);
    }

    /** Gives the account quotas of its own; null leaves one as it is. */
    public static AccountChange quota(@Nullable Long bytes, @Nullable Long messages) {
        return new AccountChange(null, null, null, bytes, messages, null, null);
    }

    /** Gives the account a quota of its own in mailboxes. */
    public static AccountChange quotaMailboxes(long mailboxes) {
        return new AccountChange(null, null, null, null, null, mailboxes, null);
    }

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return "AccountChange[address=" + address + ", enabled=" + enabled + ", quotaBytes=" + quotaBytes
                + ", quotaMessages=" + quotaMessages + ", quotaMailboxes=" + quotaMailboxes + ", domainQuota="
                + domainQuota + "]";
    }
}
