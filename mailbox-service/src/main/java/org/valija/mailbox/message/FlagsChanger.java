package org.valija.mailbox.message;

import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.*;

/** Changes flags. */
@Component
public final class FlagsChanger {
    public FlagsChanged change(AccountId account, MailboxId mailbox, FlagsChange change) {
        throw new MailboxException.Unavailable("not served yet");
    }
}
