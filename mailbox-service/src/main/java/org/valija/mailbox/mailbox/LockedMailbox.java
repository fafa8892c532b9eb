package org.valija.mailbox.mailbox;

import java.util.List;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;

/**
 * A mailbox that no other transaction changes until this one ends, as it stands now.
 *
 * @param uidNext the UID that the next message gets
 * @param keywords all that any message has had, in the order of their first use
 */
public record LockedMailbox(
        AccountId account,
        MailboxId id,
        String name,
        long uidValidity,
        long uidNext,
        long highestModseq,
        List<String> keywords) {

    /** The modification sequence of all that this transaction changes: RFC 7162, 3.1. */
    public long nextModseq() {
        return highestModseq + 1;
    }

    /** The same, after messages were added under {@link #nextModseq}. */
    public LockedMailbox after(long messages, Keywords known) {
        return new LockedMailbox(account, id, name, uidValidity, uidNext + messages, nextModseq(), known.known());
    }
}
