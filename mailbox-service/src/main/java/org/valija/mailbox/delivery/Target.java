package org.valija.mailbox.delivery;

import org.valija.mailbox.api.MailboxId;

/**
 * A mailbox that messages may go to, locked.
 *
 * @param uidNext what the first of them gets
 * @param modseq what all of them get
 */
record Target(MailboxId mailbox, long uidNext, long modseq) {}
