package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * @param address local-part@domain; matched without regard to case
 * @param password 8 to 256 characters; kept only as a SCRAM-SHA-256 verifier (RFC 5802)
 * @param quotaBytes how many octets of messages the account may hold, 0 for no limit; the domain's default if null, now
 *     and whenever that changes
 * @param quotaMessages how many messages, likewise
 * @param quotaMailboxes how many mailboxes, likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewAccount(
        String address,
        String password,
        @Nullable Long quotaBytes,
        @Nullable Long quotaMessages,
        @Nullable Long quotaMailboxes) {

    /** With the quotas of its domain. */
    public NewAccount(String address, String password) {
        this(address, password, null);
    }

    /** With a quota in octets, and as many messages and mailboxes as the domain allows. */
    public NewAccount(String address, String password, @Nullable Long quotaBytes) {
        this(address, password, quotaBytes, null, null);
    }

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return "NewAccount[address=" + address + "]";
    }
}
