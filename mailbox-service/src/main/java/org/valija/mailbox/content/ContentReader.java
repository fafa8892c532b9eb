package org.valija.mailbox.content;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        var found = new HashMap<ContentHash, StoredContent>();
        jdbc.sql("select hash, size, header, upload_id, " + (bodies ? "body" : "null::bytea")
                        // A subquery, so that one plan is kept for any number of hashes: see GenericPlans
                        + " from content where hash = any((select ?::bytea[])::bytea[])")
                .param(hashes.stream().distinct().map(ContentHash::octets).toArray(byte[][]::new))
                .query(row -> {
                    var hash = new ContentHash(row.getBytes(1));
                    found.put(
                            hash,
                            new StoredContent(
                                    hash,
                                    row.getLong(2),
                                    row.getBytes(3),
                                    row.getBytes(5),
                                    row.getObject(4, UUID.class)));
                });
        return found;
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
        var content = find(List.of(hash), true).get(hash);
        if (content == null) {
            throw new MailboxException.NotFound("no such content");
        }
        return content;
    }
}
