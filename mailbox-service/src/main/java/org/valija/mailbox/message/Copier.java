package org.valija.mailbox.message;

import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.*;

/** Copies and moves. */
@Component
public final class Copier {
    public Copied copy(AccountId account, MailboxId mailbox, CopyRequest request) {
        throw new MailboxException.Unavailable("not served yet");
    }

    public Copied move(AccountId account, MailboxId mailbox, CopyRequest request) {
        throw new MailboxException.Unavailable("not served yet");
    }
}
