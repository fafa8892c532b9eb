package org.valija.mailbox.outbound;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.outbound.OutboundMessage;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.web.Cursor;

@RestController
final class OutboundMessagesController implements OutboundMessagesApi {

    private final OutboundMessages messages;

    OutboundMessagesController(OutboundMessages messages) {
        this.messages = messages;
    }

    @Override
    public Page<OutboundMessage> list(
            @Nullable String domain, @Nullable String recipient, @Nullable String cursor, @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        var found = messages.after(
                after(Cursor.key(cursor)),
                domain == null ? null : DomainName.parse("domain", domain),
                recipient == null ? null : Address.parse("recipient", recipient),
                most + 1);
        return Cursor.page(found, most, message -> Long.toString(message.id()));
    }

    private static long after(@Nullable String key) {
        try {
            return key == null ? 0 : Long.parseLong(key);
        } catch (NumberFormatException _) {
            throw new MailboxException.Invalid("cursor", "not a cursor of this list");
        }
    }

    @Override
    public OutboundMessage get(long message) {
        return messages.get(message);
    }
}
