package org.valija.mailbox.append;

import java.time.Instant;
import java.util.List;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.content.Ingested;

/**
 * A message that is new in a mailbox.
 *
 * @param uid taken from the mailbox in this transaction, as modseq
 * @param flags as the sum of {@link org.valija.mailbox.api.message.SystemFlag#bit}
 * @param keywords as the mailbox spells them
 */
public record MessageRow(
        AccountId account,
        MailboxId mailbox,
        long uid,
        long modseq,
        Ingested content,
        int flags,
        List<String> keywords,
        Instant internalDate) {}
