package org.valija.mailbox.api.message;

import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

/**
 * @param uids in the order in which the messages were sent
 */
public record Appended(MailboxId mailbox, long uidValidity, UidSet uids) {}
