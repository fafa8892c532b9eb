package org.valija.mailbox.api.message;

import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;

/**
 * What came in the place of a message.
 *
 * @param mailbox that the new message went to
 * @param uidValidity of that mailbox
 * @param uid of the new message
 * @param highestModseq of the mailbox that the old one was in, afterwards
 */
public record Replaced(MailboxId mailbox, long uidValidity, Uid uid, long highestModseq) {}
