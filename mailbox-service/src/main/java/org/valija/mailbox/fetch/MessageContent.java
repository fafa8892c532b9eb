package org.valija.mailbox.fetch;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.content.RangedContent;

/** Hands out the content of messages in mailboxes. */
@Component
public final class MessageContent {

    private final MessageReader messages;
    private final RangedContent contents;

    MessageContent(MessageReader messages, RangedContent contents) {
        this.messages = messages;
        this.contents = contents;
    }

    /** As {@link org.valija.mailbox.api.message.MessagesApi#content}. */
    public ResponseEntity<InputStreamResource> read(
            AccountId account, MailboxId mailbox, Uid uid, @Nullable String range) {
        var rows = messages.new Reading(account, mailbox, Set.of()).rows("uid = ?", List.of(uid.value()), 1);
        if (rows.isEmpty()) {
            throw new MailboxException.NotFound("no such message");
        }
        return contents.read(rows.getFirst().hash(), range);
    }
}
