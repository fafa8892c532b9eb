package org.valija.mailbox.api.account;

import java.time.Instant;
import org.valija.mailbox.api.AccountId;

/**
 * A user who has mail here.
 *
 * @param address as it was written when the account was made, the domain in lower case
 * @param enabled whether the user may log in and receives mail
 * @param quotaBytes how many octets of messages the account may hold; 0 for no limit
 * @param usedBytes octets of all messages in all of its mailboxes
 * @param usedMessages how many messages it holds
 */
public record Account(
        AccountId id,
        String address,
        boolean enabled,
        long quotaBytes,
        long usedBytes,
        long usedMessages,
        Instant createdAt) {}
