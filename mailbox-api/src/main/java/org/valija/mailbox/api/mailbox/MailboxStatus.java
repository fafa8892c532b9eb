package org.valija.mailbox.api.mailbox;

import org.valija.mailbox.api.MailboxId;

/**
 * The numbers of a mailbox: RFC 9051, 6.3.11.
 *
 * @param uidNext the UID that the next message will have, or a smaller one than that
 * @param highestModseq of any change in the mailbox; at least 1
 * @param messages how many there are
 * @param unseen how many lack the flag seen
 * @param deleted how many have the flag deleted
 * @param recent how many no session has claimed as recent yet
 * @param size octets of all messages
 * @param deletedSize octets of those that have the flag deleted (RFC 9208, 4.1.4); 0 in a {@link MailboxState}, where it is not counted
 */
public record MailboxStatus(
        MailboxId id,
        String name,
        long uidValidity,
        long uidNext,
        long highestModseq,
        long messages,
        long unseen,
        long deleted,
        long recent,
        long size,
        long deletedSize) {}
