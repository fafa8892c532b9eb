package org.valija.mailbox.api.account;

import java.util.List;
import org.valija.mailbox.api.MailboxId;

/**
 * What an account holds.
 *
 * @param usedBytes octets of all messages in all of its mailboxes
 * @param usedMessages how many there are
 * @param limitBytes the quota in force, in octets; 0 for no limit
 * @param limitMessages the same in messages
 * @param limitMailboxes how many mailboxes the account may have; 0 for no limit
 * @param mailboxes in the order of their names
 */
public record AccountUsage(
        long usedBytes,
        long usedMessages,
        long limitBytes,
        long limitMessages,
        long limitMailboxes,
        List<OfMailbox> mailboxes) {

    /**
     * What a mailbox holds.
     *
     * @param bytes octets of its messages
     */
    public record OfMailbox(MailboxId id, String name, long messages, long bytes) {}
}
