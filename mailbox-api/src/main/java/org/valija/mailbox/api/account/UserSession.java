package org.valija.mailbox.api.account;

import java.time.Instant;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.UserToken;

/**
 * What a user gets for the right password.
 *
 * @param address the account's own address, however the user wrote it
 * @param expiresAt when the token stops being accepted; renew before
 */
public record UserSession(AccountId account, String address, UserToken token, Instant expiresAt) {}
