package org.valija.mailbox.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.mime.MessageParser;
import org.valija.mailbox.mime.ParsedMessage;

/**
 * Fills in what messages that were stored by an earlier version lack: folded texts, sort keys, ids of a conversation. All
 * of it stands in the header.
 */
@Component
final class SortBackfill {

    private final JdbcClient jdbc;

    SortBackfill(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Unfilled(byte[] hash, ParsedMessage message) {}

    /** Sees to all messages with content of these hashes, in the transaction of the caller. */
    void fill(byte[][] hashes) {
        jdbc.sql("""
                        select c.hash, c.header from content c where c.hash = any(?)
                            and exists (select from message m where m.content_hash = c.hash and m.refs is null)""").param(hashes).query((row, _) -> unfilled(row)).list().forEach(this::fill);
    }

    private static Unfilled unfilled(ResultSet row) throws SQLException {
        var parser = new MessageParser();
        var header = row.getBytes(2);
        parser.update(header, 0, header.length);
        return new Unfilled(row.getBytes(1), parser.finish());
    }

    private void fill(Unfilled unfilled) {
        var message = unfilled.message;
        var keys = message.sortKeys();
        List<String> references = message.ids().references();
        jdbc.sql("""
                        update message set subject = ?, from_text = ?, to_text = ?, cc_text = ?, bcc_text = ?,
                            message_id = ?, refs = ?, base_subject = ?, is_reply = ?,
                            sort_from = ?, sort_to = ?, sort_cc = ?, display_from = ?, display_to = ?
                        where content_hash = ? and refs is null""")
                .param(message.subject())
                .param(message.from())
                .param(message.to())
                .param(message.cc())
                .param(message.bcc())
                .param(message.ids().own())
                .param(references.toArray(String[]::new))
                .param(keys.baseSubject())
                .param(keys.isReply())
                .param(keys.from())
                .param(keys.to())
                .param(keys.cc())
                .param(keys.displayFrom())
                .param(keys.displayTo())
                .param(unfilled.hash)
                .update();
    }
}
