package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * @param address local-part@domain; matched without regard to case
 * @param password 8 to 256 characters; kept only as a SCRAM-SHA-256 verifier (RFC 5802)
 * @param quotaBytes how many octets of messages the account may hold; the default of the settings if null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewAccount(
        String address, String password, @Nullable Long quotaBytes) {

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return "NewAccount[address=" + address + "]";
    }
}
