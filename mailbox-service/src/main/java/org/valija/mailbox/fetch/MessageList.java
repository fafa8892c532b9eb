package org.valija.mailbox.fetch;

import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessageEnvelope;
import org.valija.mailbox.fetch.MessageReader.Extra;
import org.valija.mailbox.fetch.MessageReader.Row;
import org.valija.mailbox.web.Cursor;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Lists messages page by page, for people. */
@Component
public final class MessageList {

    private static final CBORMapper CBOR = CBORMapper.builder().build();

    private final MessageReader messages;

    MessageList(MessageReader messages) {
        this.messages = messages;
    }

    /** As {@link org.valija.mailbox.api.message.MessagesApi#list}. */
    public Page<Message> page(AccountId account, MailboxId mailbox, @Nullable String cursor, @Nullable Integer limit) {
        int size = Cursor.limit(limit);
        long after = after(cursor);
        messages.require(account, mailbox);
        var reading = messages.new Reading(account, mailbox, EnumSet.of(Extra.DATES, Extra.IDS, Extra.ENVELOPE));
        var found = reading.rows("uid > ?", List.of(after), size + 1).stream()
                .map(MessageList::message)
                .toList();
        return Cursor.page(found, size, message -> message.uid().toString());
    }

    private static long after(@Nullable String cursor) {
        var key = Cursor.key(cursor);
        try {
            return key == null ? 0 : Long.parseLong(key);
        } catch (NumberFormatException _) {
            throw new MailboxException.Invalid("cursor", "not a cursor of this list");
        }
    }

    private static Message message(Row row) {
        return new Message(
                new Uid(row.uid()),
                row.modseq(),
                row.flags(),
                row.internalDate(),
                row.saveDate(),
                row.size(),
                row.hash().emailId(),
                row.threadId(),
                String.valueOf(row.uniqueId()),
                CBOR.readValue(row.envelope(), MessageEnvelope.class),
                null,
                null,
                null,
                null);
    }
}
