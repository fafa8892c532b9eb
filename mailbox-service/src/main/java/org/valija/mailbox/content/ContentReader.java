package org.valija.mailbox.content;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;

/** Reads content, whole or in part. No connection is held while the reader does something else. */
@Component
public final class ContentReader {

    private final JdbcClient jdbc;
    private final Turns readers;

    ContentReader(JdbcClient jdbc, ContentProperties properties) {
        this.jdbc = jdbc;
        readers = new Turns(properties.chunkReaders(), properties.uploadPatience());
    }

    /**
     * Finds content by its hashes; what is not there is left out.
     *
     * @param bodies whether to load the bodies of those that have no chunks
     */
    public Map<ContentHash, StoredContent> find(Collection<ContentHash> hashes, boolean bodies) {
        var distinct = Set.copyOf(hashes);
        var found = HashMap.<ContentHash, StoredContent>newHashMap(distinct.size());
        if (distinct.size() == 1) {
            one(distinct.iterator().next(), bodies).ifPresent(content -> found.put(content.hash(), content));
        } else {
            jdbc.sql(GatheredContents.statement(bodies))
                    .param(distinct.stream().map(ContentHash::octets).toArray(byte[][]::new))
                    .query(row -> {
                        GatheredContents.read(row, content -> found.put(content.hash(), content));
                    });
        }
        return found;
    }

    private Optional<StoredContent> one(ContentHash hash, boolean body) {
        return jdbc.sql("select size, header, upload_id, " + (body ? "body" : "null::bytea")
                        + " from content where hash = ?")
                .param(hash.octets())
                .query((row, _) -> new StoredContent(
                        hash, row.getLong(1), row.getBytes(2), row.getBytes(4), row.getObject(3, UUID.class)))
                .optional();
    }

    /**
     * All octets of one content.
     *
     * @throws MailboxException.NotFound if it is not there
     */
    public InputStream open(ContentHash hash) {
        return open(require(hash));
    }

    /** All octets; its body must have been loaded. */
    public InputStream open(StoredContent content) {
        return open(content, 0, content.size());
    }

    /**
     * Some of the octets; its body must have been loaded.
     *
     * @param offset 0 to size
     * @param length 0 to size - offset
     */
    public InputStream open(StoredContent content, long offset, long length) {
        long header = content.header().length;
        if (offset + length <= header) {
            return new ArrayInput(content.header(), (int) offset, (int) length);
        }
        if (content.upload() != null) {
            return new ChunkInput(jdbc, readers, content.upload(), offset, length);
        }
        var body = content.body();
        if (body == null) {
            throw new IllegalStateException("the body has not been loaded");
        }
        if (offset >= header) {
            return new ArrayInput(body, (int) (offset - header), (int) length);
        }
        int ofHeader = (int) (header - offset);
        return new SequenceInputStream(
                new ArrayInput(content.header(), (int) offset, ofHeader),
                new ArrayInput(body, 0, (int) length - ofHeader));
    }

    /**
     * Content with its body.
     *
     * @throws MailboxException.NotFound if it is not there
     */
    public StoredContent require(ContentHash hash) {
        return one(hash, true).orElseThrow(() -> new MailboxException.NotFound("no such content"));
    }
}
