package org.valija.mailbox.fetch;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;

/** Hands out content. */
@Component
public final class MessageContent {
    public ResponseEntity<InputStreamResource> read(
            AccountId account, MailboxId mailbox, Uid uid, @Nullable String range) {
        throw new MailboxException.Unavailable("not served yet");
    }
}
