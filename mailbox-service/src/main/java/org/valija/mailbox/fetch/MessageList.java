package org.valija.mailbox.fetch;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.message.*;

/** Lists messages for people. */
@Component
public final class MessageList {
    public Page<Message> page(AccountId account, MailboxId mailbox, @Nullable String cursor, @Nullable Integer limit) {
        throw new MailboxException.Unavailable("not served yet");
    }
}
