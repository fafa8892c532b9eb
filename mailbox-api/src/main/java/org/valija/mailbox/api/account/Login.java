package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * @param address local-part@domain
 * @param protocol {@code smtp}, {@code pop3}, {@code imap} or {@code rest}: what an app password may be limited to
 * @param clientAddress IP address of the user's client, for throttling and the log; null where it is the caller itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Login(
        String address,
        String password,
        String protocol,
        @Nullable String clientAddress) {

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return "Login[address=" + address + ", protocol=" + protocol + ", clientAddress=" + clientAddress + "]";
    }
}
