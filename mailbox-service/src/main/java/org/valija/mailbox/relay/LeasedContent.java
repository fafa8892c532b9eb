package org.valija.mailbox.relay;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.content.ContentHash;

/** The content of messages that gateways have: who has leased nothing of a message reads nothing of it. */
@Component
final class LeasedContent {

    /** Octets of the contents of one answer. */
    private static final long MOST_TOGETHER = 4 * 1024 * 1024;

    private final JdbcClient jdbc;

    LeasedContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Leases with the content of those that are small, as far as all of it together is. */
    List<OutboundLease> with(List<OutboundLease> leases, int upTo) {
        var small = new HashSet<Long>();
        long together = 0;
        for (var lease : leases) {
            if (lease.size() <= upTo && together + lease.size() <= MOST_TOGETHER && small.add(lease.message())) {
                together += lease.size();
            }
        }
        var contents = whole(small);
        return leases.stream()
                .map(lease -> {
                    var content = contents.get(lease.message());
                    return content == null ? lease : lease.with(content);
                })
                .toList();
    }

    /** By message; what is in chunks is left out. */
    private Map<Long, byte[]> whole(Collection<Long> messages) {
        var contents = new HashMap<Long, byte[]>();
        if (!messages.isEmpty()) {
            jdbc.sql("""
                    select m.id, c.header || c.body from outbound_message m join content c on c.hash = m.content_hash
                    where m.id = any(?) and c.body is not null""").param(messages.toArray(Long[]::new)).query(row -> {
                contents.put(row.getLong(1), row.getBytes(2));
            });
        }
        return contents;
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
