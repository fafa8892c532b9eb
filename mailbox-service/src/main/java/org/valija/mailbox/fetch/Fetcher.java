package org.valija.mailbox.fetch;

import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.*;
import org.valija.mailbox.api.stream.CborSequence;

/** Streams what was asked for. */
@Component
public final class Fetcher {
    public CborSequence fetch(AccountId account, MailboxId mailbox, FetchRequest request) {
        throw new MailboxException.Unavailable("not served yet");
    }
}
