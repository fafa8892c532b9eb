package org.valija.mailbox.api.message;

import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

/**
 * Which messages became which: the n-th UID of {@code from} is the n-th of {@code uids} (RFC 9051, 7.1, COPYUID).
 *
 * @param mailbox that they went to
 * @param uidValidity of that mailbox
 * @param from UIDs in the mailbox that they were in, as far as there were any
 * @param uids UIDs in the mailbox that they went to
 * @param highestModseq of the mailbox that they were in, afterwards
 */
public record Copied(MailboxId mailbox, long uidValidity, UidSet from, UidSet uids, long highestModseq) {}
