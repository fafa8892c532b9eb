package org.valija.mailbox.relay;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.content.ContentHash;

/** The content of messages that gateways have: who has leased nothing of a message reads nothing of it. */
@Component
final class LeasedContent {

    private final JdbcClient jdbc;

    LeasedContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws MailboxException.NotFound if nobody has it */
    ContentHash hash(long message) {
        return jdbc.sql("""
                select m.content_hash from outbound_message m where m.id = ? and exists
                    (select from outbound_recipient r where r.message_id = m.id and r.lease_id is not null)""")
                .param(message)
                .query((row, _) -> new ContentHash(row.getBytes(1)))
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound("no such message is leased"));
    }
}
