package org.valija.mailbox.message;

import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.SearchCriteria;

/** Finds messages. */
@Component
public final class Search {
    public UidSet search(AccountId account, MailboxId mailbox, SearchCriteria criteria) {
        throw new MailboxException.Unavailable("not served yet");
    }
}
