package org.valija.mailbox.api.maildrop;

import java.util.List;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

/**
 * INBOX as it was when it was opened: message number n has the n-th UID, size and unique id. Columns rather than rows, as
 * there may be 100,000 of them.
 *
 * @param mailbox INBOX
 * @param sizes octets
 * @param uniqueIds see {@link org.valija.mailbox.api.message.Message#uniqueId}
 */
public record Maildrop(Lease lease, MailboxId mailbox, UidSet uids, long[] sizes, List<String> uniqueIds) {}
