package org.valija.mailbox.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.content.ContentHash;
import org.valija.mailbox.content.ContentReader;
import org.valija.mailbox.fetch.MessageReader.Row;
import org.valija.mailbox.text.Preview;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Makes previews of messages that the text index has not come to yet. */
@Component
final class Previews {

    /** Contents that are loaded at a time. */
    private static final int AT_ONCE = 16;

    private static final CBORMapper CBOR = CBORMapper.builder().build();

    private final JdbcClient jdbc;
    private final ContentReader contents;

    Previews(JdbcClient jdbc, ContentReader contents) {
        this.jdbc = jdbc;
        this.contents = contents;
    }

    /** Those that are missing, by UID. */
    Map<Long, String> of(List<Row> rows) {
        var missing = rows.stream().filter(row -> row.preview() == null).toList();
        var previews = new HashMap<Long, String>();
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            var some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
            var made = make(some.stream().map(Row::hash).toList());
            for (var row : some) {
                previews.put(row.uid(), made.getOrDefault(row.hash(), ""));
            }
        }
        return previews;
    }

    private Map<ContentHash, String> make(List<ContentHash> hashes) {
        var found = contents.find(hashes, true);
        var previews = new HashMap<ContentHash, String>();
        jdbc.sql("""
                        select h.hash, m.structure from unnest(?) as h (hash)
                        cross join lateral (select structure from message where content_hash = h.hash limit 1) m""")
                .param(hashes.stream().distinct().map(ContentHash::octets).toArray(byte[][]::new))
                .query(row -> {
                    var content = found.get(new ContentHash(row.getBytes(1)));
                    if (content != null) {
                        var structure = CBOR.readValue(row.getBytes(2), BodyPart.class);
                        try {
                            var preview = Preview.of(structure, (start, size) -> contents.open(content, start, size));
                            previews.put(content.hash(), preview);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                });
        return previews;
    }
}
