package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.UserToken;

/**
 * What a user gets for the right password.
 *
 * @param address the account's own address, however the user wrote it
 * @param addresses which the user may send as: those whose mail comes to the account, directly or by aliases, in every
 *     domain that is another name of theirs, and those granted; in lower case, with A-labels, the account's own first;
 *     none for a session of IMAP or POP3, which sends nothing
 * @param subAddresses of them, with nothing behind the separator, such as {@code ann+@example.org}: the user may send as any
 *     address that has something there
 * @param expiresAt when the token stops being accepted; renew before
 * @param wireLogUntil when what goes over the wire is no longer to be logged; null if it is not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserSession(
        AccountId account,
        String address,
        List<String> addresses,
        List<String> subAddresses,
        UserToken token,
        Instant expiresAt,
        @Nullable Instant wireLogUntil) {}
