package org.valija.mailbox.api.livesession;

import java.time.Instant;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.account.Protocol;

/**
 * A connection of a user who is logged in.
 *
 * @param id names it for as long as it lasts
 * @param address of the account
 * @param clientAddress IP address of the user's client
 * @param since when the user logged in
 */
public record LiveSession(
        String id, AccountId account, String address, Protocol protocol, String clientAddress, Instant since) {}
