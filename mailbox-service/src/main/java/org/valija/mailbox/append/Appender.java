package org.valija.mailbox.append;

import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.message.*;
import org.valija.mailbox.api.stream.CborSequence;

/** Adds messages to a mailbox. */
@Component
public final class Appender {
    public Appended append(AccountId account, String mailbox, CborSequence messages) {
        throw new MailboxException.Unavailable("not served yet");
    }

    public Appended append(AccountId account, String mailbox, List<String> flags, InputStreamResource content) {
        throw new MailboxException.Unavailable("not served yet");
    }
}
