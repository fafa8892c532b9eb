package org.valija.mailbox.api.message;

import java.util.List;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

/**
 * Which messages a mailbox has got.
 *
 * @param uids in the order in which the messages were sent
 * @param highestModseq of the mailbox, afterwards
 * @param keywords all that any message of the mailbox has had, those of the new ones included, in the order of their first use
 */
public record Appended(MailboxId mailbox, long uidValidity, UidSet uids, long highestModseq, List<String> keywords) {}
