package org.valija.mailbox.message;

import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.*;

/** Expunges. */
@Component
public final class Expunger {
    public Expunged expunge(AccountId account, MailboxId mailbox, UidSet uids) {
        throw new MailboxException.Unavailable("not served yet");
    }
}
